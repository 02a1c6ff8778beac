import type { Migration } from '../migrate.ts';

export const consent: Migration = {
  name: '0009-consent',
  up: `
    -- People who asked to be forgotten. No name is kept, only its hash, so that the list itself forgets them too.
    CREATE TABLE opt_outs (
      -- SHA-256 of the user name in lower case.
      name_hash bytea PRIMARY KEY,
      created_at timestamptz NOT NULL DEFAULT now()
    );

    -- Whoever stores a member or a member's list, from whatever source, is refused here. After the row is in, not before:
    -- an insert that waited for somebody being forgotten at this moment sees them forgotten only then.
    CREATE FUNCTION refuse_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM opt_outs
                 WHERE name_hash = sha256(convert_to(split_part(to_jsonb(NEW) ->> TG_ARGV[0], '/', 1), 'UTF8'))) THEN
        RAISE EXCEPTION 'This member asked to be forgotten; nothing of them is taken in.' USING ERRCODE = 'ALM01';
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER members_not_forgotten AFTER INSERT OR UPDATE OF username ON members
      FOR EACH ROW EXECUTE FUNCTION refuse_forgotten('username');
    CREATE TRIGGER lists_not_forgotten AFTER INSERT OR UPDATE OF path ON lists
      FOR EACH ROW EXECUTE FUNCTION refuse_forgotten('path');

    -- Versions that were computed with somebody who is forgotten since: they go as soon as nobody reads them.
    CREATE TABLE forgotten_versions (
      version_id integer PRIMARY KEY REFERENCES ranking_versions ON DELETE CASCADE
    );

    -- Who agreed to be named to the readers of a cohort, and how that is known.
    CREATE TABLE member_consents (
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      member_id integer NOT NULL REFERENCES members ON DELETE CASCADE,
      how text NOT NULL CHECK (how IN ('export_with_invite', 'owner_statement')),
      -- The user who stated it; null when the member did it in person, or when that user is gone.
      stated_by integer REFERENCES users ON DELETE SET NULL,
      at timestamptz NOT NULL DEFAULT now(),
      -- "may this member be named here?"
      PRIMARY KEY (cohort_id, member_id)
    );
    -- Forgetting a member.
    CREATE INDEX member_consents_member ON member_consents (member_id);
  `,
  down: `
    DROP TABLE member_consents; DROP TABLE forgotten_versions;
    DROP TRIGGER lists_not_forgotten ON lists; DROP TRIGGER members_not_forgotten ON members;
    DROP FUNCTION refuse_forgotten; DROP TABLE opt_outs;
  `,
};
