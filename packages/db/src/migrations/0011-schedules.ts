import type { Migration } from '../migrate.ts';

export const schedules: Migration = {
  name: '0011-schedules',
  up: `
    -- When a cohort is synced by itself: passes that read what is new, and full ones that also see what was removed.
    CREATE TABLE cohort_schedules (
      cohort_id integer PRIMARY KEY REFERENCES cohorts ON DELETE CASCADE,
      cron text,
      every_minutes integer CHECK (every_minutes > 0),
      full_cron text,
      full_every_days integer CHECK (full_every_days > 0),
      -- An IANA name; cron expressions are read in it.
      time_zone text NOT NULL DEFAULT 'UTC',
      -- Each time is put off by up to this, so that cohorts with the same cadence don't all begin at once.
      jitter_seconds integer NOT NULL DEFAULT 0 CHECK (jitter_seconds >= 0),
      enabled boolean NOT NULL DEFAULT true,
      -- Why the scheduler switched it off.
      problem text,
      next_at timestamptz,
      next_full_at timestamptz,
      last_started_at timestamptz,
      CHECK (cron IS NULL OR every_minutes IS NULL),
      CHECK (full_cron IS NULL OR full_every_days IS NULL)
    );
    -- What is due.
    CREATE INDEX cohort_schedules_due ON cohort_schedules (least(next_at, next_full_at)) WHERE enabled;
  `,
  down: 'DROP TABLE cohort_schedules;',
};
