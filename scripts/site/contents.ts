/** What the site holds, in the order of its table of contents. */
export const CONTENTS: readonly { heading: string; documents: readonly string[] }[] = [
  {
    heading: 'Begin',
    documents: [
      'README.md',
      'docs/guides/getting-started.md',
      'docs/guides/concepts.md',
      'docs/guides/cohorts-and-syncs.md',
      'docs/guides/joining.md',
      'docs/guides/films.md',
    ],
  },
  {
    heading: 'Read and show',
    documents: [
      'docs/guides/reading-rankings.md',
      'docs/guides/scoring.md',
      'docs/guides/sharing.md',
      'docs/guides/embedding.md',
      'docs/guides/exports.md',
    ],
  },
  {
    heading: 'For programs',
    documents: [
      'docs/guides/api.md',
      'docs/guides/sdk.md',
      'docs/guides/webhooks.md',
      'packages/sdk/README.md',
      'packages/widgets/README.md',
      'packages/server/README.md',
    ],
  },
  {
    heading: 'Run one',
    documents: [
      'docs/guides/self-hosting.md',
      'deploy/terraform/README.md',
      'docs/guides/configuration.md',
      'docs/guides/accounts.md',
      'docs/guides/administration.md',
      'docs/guides/operations.md',
      'docs/runbook.md',
      'docs/scaling.md',
      'docs/alpha.md',
    ],
  },
  {
    heading: 'Rules',
    documents: ['docs/guides/data-sources.md', 'docs/guides/privacy.md', 'docs/security.md'],
  },
  {
    heading: 'Work on it',
    documents: [
      'CONTRIBUTING.md',
      'docs/workflow.md',
      'docs/ARCHITECTURE.md',
      'docs/decisions/README.md',
      'docs/guides/sandbox.md',
      'bench/README.md',
    ],
  },
];
