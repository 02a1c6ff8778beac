/** `almanac cohort schedule`: when a cohort is synced by itself. */
import {
  type Cadence,
  type CohortSchedule,
  countWorkers,
  findSchedule,
  type NextTimes,
  nextTimes,
  ScheduleError,
  saveSchedule,
  switchScheduleOff,
} from '@cohort-almanac/db';
import { type Command, Option } from 'commander';
import { span } from '../arguments.ts';
import { type CommandContext, cohortOf, withContext } from '../context.ts';
import { UsageError } from '../errors.ts';
import { note, print, printFacts, printJson, time } from '../output.ts';

interface ScheduleFlags {
  cron?: string;
  /** Minutes. */
  every?: number;
  fullCron?: string;
  /** Days. */
  fullEvery?: number;
  timeZone?: string;
  /** Seconds. */
  jitter?: number;
  off?: true;
  json?: boolean;
}

export function defineSchedule(command: Command): void {
  const every = new Option('--every <span>', 'the same at intervals, such as 6h').argParser(span('m'));
  const fullEvery = new Option('--full-every <span>', 'the same at intervals, such as 7d').argParser(span('d'));
  const off = new Option('--off', 'sync it no more by itself');
  command
    .command('schedule')
    .description('Sync a cohort by itself, from now on. Without options it shows when.')
    .argument('<cohort>', "the cohort's id or label")
    .option('--cron <expression>', 'when to read what is new: minute, hour, day, month and weekday')
    .addOption(every.conflicts('cron'))
    .option('--full-cron <expression>', 'when to read everything again, to see what was removed')
    .addOption(fullEvery.conflicts('fullCron'))
    .option('--time-zone <name>', 'on whose clocks the expressions are read, such as Europe/Lisbon (default UTC)')
    .option('--jitter <span>', 'put each time off by up to this, such as 10m', span('s'))
    .addOption(off.conflicts(['cron', 'every', 'fullCron', 'fullEvery', 'timeZone', 'jitter']))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nWhat is given replaces the whole schedule. A scheduler (`almanac scheduler`, or `almanac up`) starts the runs.\n' +
        "Example: almanac cohort schedule friends --cron '30 4 * * *' --full-every 7d --time-zone Europe/Lisbon",
    )
    .action(async (label: string, flags: ScheduleFlags) => {
      // Read before anything is opened: wrong usage starts no database.
      const { json, off: stop, ...given } = flags;
      const wanted = Object.keys(given).length > 0 ? readCadence(given) : null;
      await withContext('cohort', async (context) => {
        const cohort = await cohortOf(context.db, label);
        if (stop) await switchScheduleOff(context.db, cohort.id);
        if (wanted) await saveSchedule(context.db, cohort.id, wanted.cadence, wanted.times);
        await show(context, cohort, { json, changed: stop === true || wanted !== null });
      });
    });
}

/** The cadence of the flags with its first times. Throws a UsageError when it can't be read. */
function readCadence(flags: ScheduleFlags): { cadence: Cadence; times: NextTimes } {
  const { cron = null, every = null, fullCron = null, fullEvery = null, timeZone = 'UTC', jitter = 0 } = flags;
  if ([cron, every, fullCron, fullEvery].every((one) => one === null)) {
    throw new UsageError('Say when: --cron or --every, or for full passes --full-cron or --full-every.');
  }
  const cadence = {
    cron,
    every_minutes: every,
    full_cron: fullCron,
    full_every_days: fullEvery,
    time_zone: timeZone,
    jitter_seconds: jitter,
  };
  try {
    return { cadence, times: nextTimes(cadence, new Date()) };
  } catch (error) {
    if (error instanceof ScheduleError) throw new UsageError(error.message);
    throw error;
  }
}

async function show(
  { db }: CommandContext,
  { id, label }: { id: number; label: string },
  { json, changed }: { json?: boolean; changed: boolean },
): Promise<void> {
  const schedule = await findSchedule(db, id);
  if (json) return printJson(schedule);
  if (!schedule) {
    return print(`Cohort ${label} is not synced by itself. \`almanac cohort schedule ${label} --every 1d\` does so.`);
  }
  printFacts([
    ['cohort', label],
    ...scheduleFacts(schedule),
    ['time zone', schedule.time_zone],
    ['put off by', schedule.jitter_seconds > 0 ? `up to ${spanText(schedule.jitter_seconds)}` : 'nothing'],
    ['last started', time(schedule.last_started_at) ?? 'never'],
  ]);
  if (changed && schedule.enabled && (await countWorkers(db)) === 0) {
    note('Nothing is alive to do it: start `almanac scheduler` and `almanac worker`, or `almanac up`.');
  }
}

/** What `cohort show` tells of a schedule; nothing where there is none. */
export function scheduleFacts(schedule: CohortSchedule | null): [name: string, value: string][] {
  if (!schedule) return [];
  const { cron, every_minutes, full_cron, full_every_days, enabled, problem, next_at, next_full_at } = schedule;
  if (!enabled) return [['schedule', problem === null ? 'off' : `switched off: ${problem}`]];
  const facts: [string, string][] = [];
  const add = (name: string, expression: string | null, seconds: number, next: Date | null) => {
    if (next === null) return;
    const when = expression === null ? `every ${spanText(seconds)}` : `at "${expression}"`;
    facts.push([name, `${when}, next ${time(next)}`]);
  };
  add('synced', cron, (every_minutes ?? 0) * 60, next_at);
  add('in full', full_cron, (full_every_days ?? 0) * DAY_SECONDS, next_full_at);
  return facts;
}

const DAY_SECONDS = 86_400;
const UNITS = [
  [DAY_SECONDS, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A span in the largest unit that measures it whole: `7 d`, `90 min`. */
function spanText(seconds: number): string {
  const [each, unit] = UNITS.find(([size]) => seconds % size === 0)!;
  return `${seconds / each} ${unit}`;
}
