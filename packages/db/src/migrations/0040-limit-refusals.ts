import type { Migration } from '../migrate.ts';

export const limitRefusals: Migration = {
  name: '0040-limit-refusals',
  up: `
    -- Who met a limit, by day: what the operator looks at. Of network addresses only the network.
    CREATE TABLE limit_refusals (
      day date NOT NULL,
      -- Which limit: reads, writes, exports, imports, upload, sign-in.
      budget text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('token', 'session', 'user', 'network')),
      -- The id, or the network.
      name text NOT NULL,
      refused integer NOT NULL,
      last_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (day, budget, kind, name)
    );
    -- An export of anybody, newest first, is found by its id; those of a cohort by this.
    CREATE INDEX export_events_cohort ON export_events (cohort_id, id);
  `,
  down: `
    DROP INDEX export_events_cohort;
    DROP TABLE limit_refusals;
  `,
};
