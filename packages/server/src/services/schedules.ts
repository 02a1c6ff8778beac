/** When cohorts are synced by themselves, over the database. */
import {
  type Cadence,
  cadenceFaults,
  type Database,
  findSchedule,
  nextTimes,
  saveSchedule,
  switchScheduleOff,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { SchedulesService } from './schedule-types.ts';

export function schedulesService(db: Database): SchedulesService {
  return {
    find: (cohortId) => findSchedule(db, cohortId),
    async set(cohortId, cadence) {
      const faults = [...contradictions(cadence), ...cadenceFaults(cadence)];
      if (faults.length > 0) {
        throw ProblemError.invalid(
          faults.map(({ part, message }) => ({ in: 'body', name: `/${part}`, message: `is not usable: ${message}` })),
        );
      }
      return saveSchedule(db, cohortId, cadence, nextTimes(cadence, new Date()));
    },
    async end(cohortId) {
      await switchScheduleOff(db, cohortId);
    },
  };
}

/** Parts that exclude each other, and a schedule that says nothing. */
function contradictions({ cron, every_minutes, full_cron, full_every_days }: Cadence) {
  const faults: { part: keyof Cadence; message: string }[] = [];
  if (cron !== null && every_minutes !== null) faults.push({ part: 'every_minutes', message: 'cron is given too' });
  if (full_cron !== null && full_every_days !== null) {
    faults.push({ part: 'full_every_days', message: 'full_cron is given too' });
  }
  if ([cron, every_minutes, full_cron, full_every_days].every((one) => one === null)) {
    faults.push({ part: 'cron', message: 'say when, by cron, every_minutes, full_cron or full_every_days' });
  }
  return faults;
}
