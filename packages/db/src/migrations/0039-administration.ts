import type { Migration } from '../migrate.ts';

export const administration: Migration = {
  name: '0039-administration',
  up: `
    -- Since when an account is locked: no session, token, sign-in link, webhook or digest of it works.
    ALTER TABLE users ADD COLUMN disabled_at timestamptz;

    -- What the operator switches at run time; one row.
    CREATE TABLE almanac_switches (
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      read_only boolean NOT NULL DEFAULT false,
      reason text,
      changed_at timestamptz NOT NULL DEFAULT now()
    );
    INSERT INTO almanac_switches DEFAULT VALUES;

    -- Statements that took long, by their text; no values.
    CREATE TABLE slow_queries (
      hash bytea PRIMARY KEY,
      text text NOT NULL,
      count integer NOT NULL DEFAULT 1,
      worst_ms integer NOT NULL,
      last_ms integer NOT NULL,
      last_at timestamptz NOT NULL DEFAULT now()
    );
    -- Runs of all cohorts in one state, the newest first.
    CREATE INDEX runs_state ON runs (state, id);
  `,
  down: `
    DROP INDEX runs_state;
    DROP TABLE slow_queries;
    DROP TABLE almanac_switches;
    ALTER TABLE users DROP COLUMN disabled_at;
  `,
};
