import type { Migration } from '../migrate.ts';

export const doors: Migration = {
  name: '0028-doors',
  up: `
    -- A link for members gives no role: whoever has it may bring their export.
    ALTER TABLE invites DROP CONSTRAINT invites_role_check,
      ADD CONSTRAINT invites_role_check CHECK (role IN ('editor', 'viewer', 'member')),
      -- Of a link for members: the one for whom it was made, in lower case; null: for everybody who has it.
      ADD COLUMN username text,
      ADD CHECK (username IS NULL OR role = 'member' AND username = lower(username));

    -- Who came through a door: what they chose, and the hash of the private link with which they leave.
    CREATE TABLE cohort_joins (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      -- Null until their export was taken in.
      member_id integer REFERENCES members ON DELETE CASCADE,
      -- The run that takes it in.
      run_id integer REFERENCES runs ON DELETE SET NULL,
      invite_id integer REFERENCES invites ON DELETE SET NULL,
      hash bytea NOT NULL UNIQUE,
      named boolean NOT NULL,
      -- Whether their feed may be read from now on.
      feed boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- What a member chose, and whether they have joined anywhere.
    CREATE INDEX cohort_joins_member ON cohort_joins (member_id, cohort_id) WHERE member_id IS NOT NULL;
    CREATE INDEX cohort_joins_cohort ON cohort_joins (cohort_id);
    CREATE INDEX cohort_joins_run ON cohort_joins (run_id);

    -- Who has left a cohort by themselves, by the SHA-256 of the user name: no definition brings them back.
    CREATE TABLE cohort_departures (
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      name_hash bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (cohort_id, name_hash)
    );
    CREATE FUNCTION leave_out_departed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM cohort_departures d JOIN members m ON m.member_id = NEW.member_id
                 WHERE d.cohort_id = NEW.cohort_id AND d.name_hash = sha256(convert_to(m.username, 'UTF8'))) THEN
        RETURN NULL;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER cohort_members_not_departed BEFORE INSERT ON cohort_members
      FOR EACH ROW EXECUTE FUNCTION leave_out_departed();
  `,
  down: `
    DROP TRIGGER cohort_members_not_departed ON cohort_members;
    DROP FUNCTION leave_out_departed; DROP TABLE cohort_departures; DROP TABLE cohort_joins;
    DELETE FROM invites WHERE role = 'member';
    ALTER TABLE invites DROP COLUMN username, DROP CONSTRAINT invites_role_check,
      ADD CONSTRAINT invites_role_check CHECK (role IN ('editor', 'viewer'));
  `,
};
