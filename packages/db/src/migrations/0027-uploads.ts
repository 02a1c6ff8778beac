import type { Migration } from '../migrate.ts';

export const uploads: Migration = {
  name: '0027-uploads',
  up: `
    ALTER TABLE runs DROP CONSTRAINT runs_kind_check,
      ADD CONSTRAINT runs_kind_check CHECK (kind IN ('sync', 'refresh', 'compute', 'import'));
    ALTER TABLE run_tasks DROP CONSTRAINT run_tasks_kind_check,
      ADD CONSTRAINT run_tasks_kind_check CHECK (kind IN ('refresh', 'collect', 'compute', 'publish', 'enrich', 'import'));
    -- Imports of a club's members come together, and beside a sync: they are not counted here.
    DROP INDEX runs_one_active;
    CREATE UNIQUE INDEX runs_one_active ON runs (cohort_id) WHERE state IN ('queued', 'running') AND kind <> 'import';

    -- Files that were sent to us, in pieces, for a worker to read. They go as soon as they were read or refused.
    CREATE TABLE uploads (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- What the sender calls the file, where that tells when an export was made; null otherwise.
      file_name text,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE upload_pieces (
      upload_id integer NOT NULL REFERENCES uploads ON DELETE CASCADE,
      n integer NOT NULL,
      bytes bytea NOT NULL,
      PRIMARY KEY (upload_id, n)
    );
    -- A ZIP is packed already.
    ALTER TABLE upload_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

    -- What a run of kind import takes in, for whom, and what came of it.
    CREATE TABLE imports (
      run_id integer PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
      -- Null once it was read, refused or stopped.
      upload_id integer UNIQUE REFERENCES uploads ON DELETE SET NULL,
      -- As what it was handed over: see core's ImportAuthority.
      authority text NOT NULL,
      -- Who handed it over, or made the door.
      user_id integer REFERENCES users ON DELETE SET NULL,
      -- Whose it has to be, in lower case; null: whom the export names.
      expected text,
      -- Whose it was, in lower case.
      member text,
      -- {code, message}: why it was not taken in.
      refusal jsonb,
      -- What was found in it, and what that changed.
      summary jsonb
    );
    -- What was taken in of a member: by whom, and to be forgotten.
    CREATE INDEX imports_member ON imports (member) WHERE member IS NOT NULL;
    CREATE INDEX imports_expected ON imports (expected) WHERE expected IS NOT NULL;
    -- "Was this file handed over?"
    CREATE INDEX imports_user ON imports (user_id);

    -- Whether what is stored of its members has changed since it was ranked: a run is to follow.
    ALTER TABLE cohorts ADD COLUMN recompute_due boolean NOT NULL DEFAULT false;
    CREATE INDEX cohorts_recompute_due ON cohorts (id) WHERE recompute_due;
  `,
  down: `
    ALTER TABLE cohorts DROP COLUMN recompute_due;
    DROP TABLE imports; DROP TABLE upload_pieces; DROP TABLE uploads;
    DELETE FROM runs WHERE kind = 'import';
    DROP INDEX runs_one_active;
    CREATE UNIQUE INDEX runs_one_active ON runs (cohort_id) WHERE state IN ('queued', 'running');
    ALTER TABLE run_tasks DROP CONSTRAINT run_tasks_kind_check,
      ADD CONSTRAINT run_tasks_kind_check CHECK (kind IN ('refresh', 'collect', 'compute', 'publish', 'enrich'));
    ALTER TABLE runs DROP CONSTRAINT runs_kind_check,
      ADD CONSTRAINT runs_kind_check CHECK (kind IN ('sync', 'refresh', 'compute'));
  `,
};
