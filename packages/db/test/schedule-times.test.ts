import type { Cadence } from '@cohort-almanac/db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTimes, ScheduleError } from '../src/index.ts';

const cadence = (changes: Partial<Cadence>): Cadence => ({
  cron: null,
  every_minutes: null,
  full_cron: null,
  full_every_days: null,
  time_zone: 'UTC',
  jitter_seconds: 0,
  ...changes,
});
const next = (changes: Partial<Cadence>, after: string) =>
  nextTimes(cadence(changes), new Date(after)).next_at!.toISOString();

test('an interval counts from now, and a day of full passes has 24 hours', () => {
  const { next_at, next_full_at } = nextTimes(
    cadence({ every_minutes: 360, full_every_days: 7 }),
    new Date('2026-11-22T05:00:00Z'),
  );
  expect(next_at!.toISOString()).toBe('2026-11-22T11:00:00.000Z');
  expect(next_full_at!.toISOString()).toBe('2026-11-29T05:00:00.000Z');
  expect(nextTimes(cadence({}), new Date())).toEqual({ next_at: null, next_full_at: null });
});

describe('a cron expression is read on the clock of its time zone', () => {
  const berlin = { cron: '30 2 * * *', time_zone: 'Europe/Berlin' };

  test('the same time of day is another instant in summer', () => {
    expect(next(berlin, '2026-01-10T12:00:00Z')).toBe('2026-01-11T01:30:00.000Z');
    expect(next(berlin, '2026-07-10T12:00:00Z')).toBe('2026-07-11T00:30:00.000Z');
    expect(next({ cron: '30 2 * * *' }, '2026-07-10T12:00:00Z')).toBe('2026-07-11T02:30:00.000Z');
  });

  test('a time that the clocks skip comes when they have been put forward', () => {
    // On 29 March 02:00 becomes 03:00.
    expect(next(berlin, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next(berlin, '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
  });

  test('a time that they show twice comes once', () => {
    // On 25 October 03:00 becomes 02:00: 02:30 is 00:30 UTC and again 01:30 UTC.
    expect(next(berlin, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next(berlin, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });
});

test('the next time is after now, and jitter puts it off by at most what was asked for', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      fc.constantFrom('0 4 * * *', '*/20 * * * *', '15 3 * * 1', '0 0 1 * *'),
      fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
      fc.integer({ min: 0, max: 3_600 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (after, cron, time_zone, jitter_seconds, chance) => {
        const plain = nextTimes(cadence({ cron, time_zone }), after).next_at!;
        const late = nextTimes(cadence({ cron, time_zone, jitter_seconds }), after, () => chance).next_at!;
        expect(plain.getTime()).toBeGreaterThan(after.getTime());
        expect(late.getTime() - plain.getTime()).toBe(Math.round(jitter_seconds * 1_000 * chance));
      },
    ),
  );
});

test.for([
  [{ cron: 'daily' }, /"daily" is no cron expression.*"30 4 \* \* \*"/],
  [{ cron: '61 * * * *' }, /"61 \* \* \* \*" is no cron expression.*minute/],
  [{ full_cron: '0 30 4 * * *' }, /"0 30 4 \* \* \*" is no cron expression.*5 parts/],
  [{ cron: '0 0 31 2 *' }, /never comes/],
  [{ cron: '0 4 * * *', time_zone: 'Mars/Olympus' }, /"Mars\/Olympus" is no time zone.*Europe\/Lisbon/],
] as const)('%j is refused with what to write instead', ([changes, says]) => {
  const read = () => nextTimes(cadence(changes), new Date());
  expect(read).toThrow(ScheduleError);
  expect(read).toThrow(says);
});
