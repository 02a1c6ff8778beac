import type { CohortSchedule } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { timestampOrNull } from './shared.ts';

export function presentSchedule(schedule: CohortSchedule): Schemas['Schedule'] {
  const { cron, every_minutes, full_cron, full_every_days, time_zone, jitter_seconds, enabled, problem } = schedule;
  return {
    cron,
    every_minutes,
    full_cron,
    full_every_days,
    time_zone,
    jitter_seconds,
    enabled,
    problem,
    next_at: timestampOrNull(schedule.next_at),
    next_full_at: timestampOrNull(schedule.next_full_at),
    last_started_at: timestampOrNull(schedule.last_started_at),
  };
}
