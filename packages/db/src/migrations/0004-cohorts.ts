import type { Migration } from '../migrate.ts';

export const cohorts: Migration = {
  name: '0004-cohorts',
  up: `
    CREATE TABLE cohorts (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      label text NOT NULL UNIQUE CHECK (label ~ '^[a-z][a-z0-9-]*$'),
      display_name text NOT NULL,
      description text,
      visibility text NOT NULL DEFAULT 'private' CHECK (visibility IN ('public', 'private')),
      -- {seeds: [{username, relation, depth, include_seed}], lists: [path], members: [username]}
      definition jsonb NOT NULL,
      -- What the owner set of the scoring parameters; the rest follows the cohort's size.
      parameters jsonb NOT NULL DEFAULT '{}',
      -- Raised by whatever changes what readers see without a new version (films enriched, members forgotten).
      revision integer NOT NULL DEFAULT 0,
      current_version_id integer,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE cohort_memberships (
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
      PRIMARY KEY (cohort_id, user_id)
    );
    -- The cohorts that a user may see.
    CREATE INDEX cohort_memberships_user ON cohort_memberships (user_id);

    CREATE TABLE cohort_members (
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      member_id integer NOT NULL REFERENCES members ON DELETE CASCADE,
      added_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (cohort_id, member_id)
    );
    -- The cohorts that a member's new data touches.
    CREATE INDEX cohort_members_member ON cohort_members (member_id);
  `,
  down: 'DROP TABLE cohort_members; DROP TABLE cohort_memberships; DROP TABLE cohorts;',
};
