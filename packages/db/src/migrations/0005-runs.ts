import type { Migration } from '../migrate.ts';

export const runs: Migration = {
  name: '0005-runs',
  up: `
    CREATE TABLE runs (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('sync', 'refresh', 'compute')),
      -- {full, member_ids, retry_of}
      options jsonb NOT NULL DEFAULT '{}',
      state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'succeeded', 'partial', 'failed', 'stopped')),
      -- Index into the list of stages of its kind.
      stage smallint NOT NULL DEFAULT 0,
      -- The UTC day on which it began: ages in the scores are counted to it.
      as_of date NOT NULL,
      error_kind text,
      error text,
      created_at timestamptz NOT NULL DEFAULT now(),
      started_at timestamptz,
      finished_at timestamptz
    );
    -- One active run a cohort: the second sync is answered with the first.
    CREATE UNIQUE INDEX runs_one_active ON runs (cohort_id) WHERE state IN ('queued', 'running');
    -- A cohort's history, newest first.
    CREATE INDEX runs_cohort ON runs (cohort_id, id DESC);

    CREATE TABLE run_tasks (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      run_id integer NOT NULL REFERENCES runs ON DELETE CASCADE,
      stage smallint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('refresh', 'collect', 'compute', 'publish', 'enrich')),
      member_id integer REFERENCES members ON DELETE CASCADE,
      film_ids integer[],
      state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'stopped')),
      -- Tries since the last progress; throttling costs none.
      attempts smallint NOT NULL DEFAULT 0,
      -- Leases that ran out since the last progress: the worker died or hung with it.
      crashes smallint NOT NULL DEFAULT 0,
      run_after timestamptz NOT NULL DEFAULT now(),
      lease_until timestamptz,
      lease_owner text,
      -- How far it got: enough to go on from there.
      checkpoint jsonb,
      error_kind text,
      error text,
      counters jsonb NOT NULL DEFAULT '{}',
      warnings text[] NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      started_at timestamptz,
      finished_at timestamptz
    );
    -- Claiming: the oldest task that is ready, or whose lease ran out.
    CREATE INDEX run_tasks_ready ON run_tasks (run_after, id) WHERE state = 'queued';
    CREATE INDEX run_tasks_leased ON run_tasks (lease_until) WHERE state = 'running';
    -- Whether a stage is done, and a run's progress.
    CREATE INDEX run_tasks_stage ON run_tasks (run_id, stage, state);

    -- One pace and one back-off a site, for all workers.
    CREATE TABLE source_hosts (
      host text PRIMARY KEY,
      next_at timestamptz NOT NULL DEFAULT now(),
      -- They asked us to wait.
      blocked_until timestamptz,
      -- We leave them alone after too many refusals.
      closed_until timestamptz,
      strikes smallint NOT NULL DEFAULT 0,
      struck_at timestamptz,
      reason text
    );

    -- Who is at work: 'sync --wait' works the tasks itself when nobody is.
    CREATE TABLE workers (
      id text PRIMARY KEY,
      role text NOT NULL,
      started_at timestamptz NOT NULL DEFAULT now(),
      seen_at timestamptz NOT NULL DEFAULT now()
    );
  `,
  down: 'DROP TABLE workers; DROP TABLE source_hosts; DROP TABLE run_tasks; DROP TABLE runs;',
};
