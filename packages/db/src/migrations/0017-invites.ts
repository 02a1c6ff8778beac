import type { Migration } from '../migrate.ts';

export const invites: Migration = {
  name: '0017-invites',
  up: `
    -- Doors into a cohort for people who have no role in it yet.
    CREATE TABLE invites (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      role text NOT NULL CHECK (role IN ('editor', 'viewer')),
      -- SHA-256 of the token; the token itself is shown once and never stored.
      hash bytea NOT NULL UNIQUE,
      -- What the owner calls it, to tell invites apart.
      name text,
      max_uses integer CHECK (max_uses > 0),
      uses integer NOT NULL DEFAULT 0,
      created_by integer REFERENCES users ON DELETE SET NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      ended_at timestamptz
    );
    -- A cohort's own list of them.
    CREATE INDEX invites_cohort ON invites (cohort_id);
  `,
  down: 'DROP TABLE invites;',
};
