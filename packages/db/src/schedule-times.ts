/** When a cohort is synced next, from its cadence. Pure: the clock and the chance are handed in. */
import { Cron } from 'croner';
import type { Cadence, NextTimes } from './repositories/schedules.ts';

/** A cadence that can't be read, or whose time never comes; the message says what to write instead. */
export class ScheduleError extends Error {
  override name = 'ScheduleError';
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * The next time of each sort of pass, strictly after `after`. A cron expression is read on the clock of its time zone, as
 * croner does it: a time that the clocks skip is that of the hour's end, and one that they show twice comes once. An
 * interval counts from `after`. Jitter is added to both.
 * @param random from 0 to 1
 * @throws ScheduleError
 */
export function nextTimes(cadence: Cadence, after: Date, random: () => number = Math.random): NextTimes {
  const { cron, every_minutes, full_cron, full_every_days, time_zone } = cadence;
  if (!isTimeZone(time_zone)) {
    throw new ScheduleError(`"${time_zone}" is no time zone. Give an IANA name, such as Europe/Lisbon or UTC.`);
  }
  const next = (expression: string | null, minutes: number | null) => {
    const at = expression === null ? inMinutes(minutes, after) : nextByCron(expression, time_zone, after);
    return at && new Date(at.getTime() + Math.round(random() * cadence.jitter_seconds * 1_000));
  };
  return {
    next_at: next(cron, every_minutes),
    next_full_at: next(full_cron, full_every_days && full_every_days * DAY_MINUTES),
  };
}

function inMinutes(minutes: number | null, after: Date): Date | null {
  return minutes === null ? null : new Date(after.getTime() + minutes * MINUTE_MS);
}

function nextByCron(expression: string, timezone: string, after: Date): Date {
  let next: Date | null;
  try {
    next = new Cron(expression, { timezone, mode: '5-part', paused: true }).nextRun(after);
  } catch (error) {
    const reason = (error as Error).message.replace(/^Cron\w+: /, '');
    throw new ScheduleError(
      `"${expression}" is no cron expression: ${reason}. Give minute, hour, day, month and weekday, such as "30 4 * * *".`,
    );
  }
  if (next === null) throw new ScheduleError(`"${expression}" names a time that never comes.`);
  return next;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with each part of a cadence, by its name; empty when it can be read. */
export function cadenceFaults(cadence: Cadence): { part: keyof Cadence; message: string }[] {
  const alone = { ...cadence, cron: null, every_minutes: null, full_cron: null, full_every_days: null };
  const parts: [keyof Cadence, Cadence][] = [
    ['time_zone', alone],
    ['cron', { ...alone, time_zone: 'UTC', cron: cadence.cron }],
    ['full_cron', { ...alone, time_zone: 'UTC', full_cron: cadence.full_cron }],
  ];
  return parts.flatMap(([part, one]) => {
    try {
      nextTimes(one, new Date());
      return [];
    } catch (error) {
      if (error instanceof ScheduleError) return [{ part, message: error.message }];
      throw error;
    }
  });
}
