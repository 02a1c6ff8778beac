import type { Migration } from '../migrate.ts';

export const telemetry: Migration = {
  name: '0012-telemetry',
  up: `
    -- What a stage of a run that is over took and did. It stays when the run's tasks are removed, so it names nobody.
    CREATE TABLE run_telemetry (
      run_id integer NOT NULL REFERENCES runs ON DELETE CASCADE,
      stage smallint NOT NULL,
      -- From the first task's beginning to the last one's end; null when none began.
      seconds double precision,
      -- Tasks by state, and what failed by kind of error.
      tasks jsonb NOT NULL,
      errors jsonb NOT NULL,
      -- The tasks' counters added up.
      counters jsonb NOT NULL,
      PRIMARY KEY (run_id, stage)
    );

    -- Tasks that ended, and those of them that failed, by the UTC day on which their run ended. Outlives the runs.
    CREATE TABLE daily_outcomes (
      day date NOT NULL,
      kind text NOT NULL,
      tasks integer NOT NULL,
      failed integer NOT NULL,
      PRIMARY KEY (day, kind)
    );

    -- Runs whose tasks are old enough to go.
    CREATE INDEX runs_finished ON runs (finished_at) WHERE finished_at IS NOT NULL;
  `,
  down: 'DROP INDEX runs_finished; DROP TABLE daily_outcomes; DROP TABLE run_telemetry;',
};
