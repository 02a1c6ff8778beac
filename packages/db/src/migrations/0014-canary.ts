import type { Migration } from '../migrate.ts';

export const canary: Migration = {
  name: '0014-canary',
  up: `
    -- How the last check of one known page of each kind ended: the first to see that a site has changed.
    CREATE TABLE canary_results (
      kind text PRIMARY KEY,
      -- What was asked for; null when no page of this kind is known yet.
      path text,
      -- ok; failed (the page could not be read, or lacks fields); skipped (robots.txt forbids it, or nothing is known).
      state text NOT NULL CHECK (state IN ('ok', 'failed', 'skipped')),
      error_kind text,
      -- Why it failed or was skipped, for a person.
      detail text,
      missing text[] NOT NULL DEFAULT '{}',
      checked_at timestamptz NOT NULL
    );
  `,
  down: 'DROP TABLE canary_results;',
};
