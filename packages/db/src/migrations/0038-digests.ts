import type { Migration } from '../migrate.ts';

export const digests: Migration = {
  name: '0038-digests',
  up: `
    -- Who gets a cohort's weekly digest.
    CREATE TABLE digest_subscriptions (
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      -- While one is being sent, the time after which another scheduler may try.
      next_at timestamptz NOT NULL,
      last_sent_at timestamptz,
      -- What the last one told of, {version, top, gems}: versions are removed sooner than a week may pass.
      seen jsonb,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, cohort_id)
    );
    -- What is due.
    CREATE INDEX digest_subscriptions_due ON digest_subscriptions (next_at);

    -- The links that end a subscription: each mail has its own, and the old ones work too.
    CREATE TABLE digest_links (
      -- SHA-256 of the secret in the link.
      hash bytea PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- Old ones are removed by age.
    CREATE INDEX digest_links_age ON digest_links (created_at);
  `,
  down: 'DROP TABLE digest_links; DROP TABLE digest_subscriptions;',
};
