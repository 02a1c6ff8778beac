/**
 * Shoots at every operation with requests that are made from its schemas and then broken. The same seed shoots the same.
 * `npm run fuzz -- [--per-operation 2000] [--seed 1] [--only OPERATION] [--case N]`
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { CompiledOperation } from '../../packages/server/src/openapi/compile.ts';
import { openGround } from '../support/by-name.ts';
import { exchange } from '../support/exchange.ts';
import { writeReport } from '../support/report.ts';
import { type Planned, shotsOf } from './generate.ts';
import { differenceOf, type Judged, verdictOn } from './judge.ts';
import { openRange, type Range, type Target } from './range.ts';
import { askOf, curlOf, type Shot } from './shot.ts';

const USAGE = 'Usage: npm run fuzz -- [--per-operation 2000] [--seed 1] [--only OPERATION] [--case N]';
/** Requests at a time. */
const CONNECTIONS = 12;
/** Requests on one copy of the database; writes change it, and deletions leave little to shoot at. */
const PER_COPY = { get: 2_000, put: 500, post: 500, patch: 500, delete: 250 } as const;
/** Times that a pair of requests is asked. */
const MOST_ASKED = 4;
/** Failures of one operation that are told. */
const MOST_TOLD = 3;

interface Options {
  perOperation: number;
  seed: number;
  only: string | undefined;
  only_case: number | undefined;
}

interface Row {
  operation: string;
  requests: number;
  result: 'passed' | 'failed';
  /** How many answers had each status. */
  statuses: Record<string, number>;
  failures: number;
  /** The first of them. */
  told: { case: number; broken: string; faults: string[]; curl: string }[];
}

const say = (text: string) => process.stdout.write(`${text}\n`);

function readArguments(): Options {
  const { values } = parseArgs({
    options: {
      'per-operation': { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      case: { type: 'string' },
    },
  });
  const number = (name: 'per-operation' | 'seed' | 'case', from: number) => {
    const text = values[name]!;
    if (!/^\d{1,9}$/.test(text) || Number(text) < from) throw new Error(`--${name} takes a whole number from ${from}.`);
    return Number(text);
  };
  return {
    perOperation: number('per-operation', 1),
    seed: number('seed', 0),
    only: values.only,
    only_case: values.case === undefined ? undefined : number('case', 0),
  };
}

/** A seed for a part of the whole: another operation or another copy shoots otherwise. */
function seedFor(seed: number, ...parts: (string | number)[]): number {
  let hash = seed ^ 0x9e3779b9;
  for (const char of parts.join(' ')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash | 0;
}

async function shoot(range: Range, target: Target, operation: CompiledOperation, shot: Shot): Promise<Judged> {
  const ask = askOf(operation, shot, range.world);
  return { operation, caller: shot.caller, ask, answer: await exchange(target.url, ask, target.agent) };
}

async function faultsOfShot(
  range: Range,
  target: Target,
  operation: CompiledOperation,
  planned: Planned,
  secrets: readonly string[],
  row: Row,
): Promise<string[]> {
  try {
    const judged = await shoot(range, target, operation, planned);
    row.statuses[judged.answer.status] = (row.statuses[judged.answer.status] ?? 0) + 1;
    const faults = verdictOn(range.contract, secrets, judged);
    if (!planned.twin) return faults;
    return [...faults, ...(await hintIn(range, target, operation, { planned, twin: planned.twin, judged }))];
  } catch (error) {
    return [`no answer: ${error instanceof Error ? error.message : error}`];
  }
}

/** Both are asked again before it counts: what another request changed in between is no hint. */
async function hintIn(
  range: Range,
  target: Target,
  operation: CompiledOperation,
  { planned, twin, judged }: { planned: Shot; twin: Shot; judged: Judged },
): Promise<string[]> {
  let there = judged;
  for (let attempt = 1; ; attempt++) {
    const hint = differenceOf(there, await shoot(range, target, operation, twin), range.world);
    if (hint.length === 0 || attempt === MOST_ASKED) return hint;
    there = await shoot(range, target, operation, planned);
  }
}

async function shootAll(range: Range, operation: CompiledOperation, options: Options): Promise<Row> {
  const { perOperation, seed, only_case } = options;
  const row: Row = { operation: operation.id, requests: 0, result: 'passed', statuses: {}, failures: 0, told: [] };
  const size = PER_COPY[operation.method];
  for (let first = 0; first < perOperation; first += size) {
    if (only_case !== undefined && (only_case < first || only_case >= first + size)) continue;
    const shots = shotsOf(range.contract, operation, range, {
      count: Math.min(size, perOperation - first),
      seed: seedFor(seed, operation.id, first),
    });
    const queue = [...shots.entries()].filter(([index]) => only_case === undefined || first + index === only_case);
    row.requests += queue.length;
    // What one request wrote down, another may read.
    const written = operation.method === 'get' ? '' : JSON.stringify(shots.map(({ json }) => json ?? null));
    const secrets = range.world.secrets.filter((secret) => !written.includes(secret));
    await range.onCopy(async (target) => {
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [index, shot] = next;
          const faults = await faultsOfShot(range, target, operation, shot, secrets, row);
          if (only_case !== undefined) say(curlOf(target.url, operation, shot, range.world));
          if (faults.length === 0) continue;
          row.failures += 1;
          const curl = curlOf(target.url, operation, shot, range.world);
          if (row.told.length < MOST_TOLD) row.told.push({ case: first + index, broken: shot.broken, faults, curl });
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, work));
      const after = await exchange(target.url, { method: 'GET', path: '/health/ready', headers: {} }, target.agent);
      const faults = after.status === 200 ? [] : [`afterwards ${after.body}`];
      if (operation.body?.type === 'form') faults.push(...(await target.digest()));
      if (faults.length > 0) {
        row.failures += 1;
        row.told.push({ case: first, broken: 'all of them', faults, curl: '' });
      }
    });
  }
  if (row.failures > 0) row.result = 'failed';
  return row;
}

/** One line, and below it what went wrong and how to see it again. */
function told({ operation, requests, failures, statuses, told: all }: Row, { seed, perOperation }: Options): string {
  const counts = Object.entries(statuses).map(([status, n]) => `${status}×${n}`);
  const lines = all.flatMap(({ case: number, broken, faults, curl }) => [
    `    ! ${broken}: ${faults.join('; ')}`,
    `      ${curl}`,
    `      npm run fuzz -- --seed ${seed} --per-operation ${perOperation} --only ${operation} --case ${number}`,
  ]);
  return [
    `${failures > 0 ? 'FAILED' : 'passed'}  ${operation.padEnd(22)} ${requests}  ${counts.join(' ')}`,
    ...lines,
  ].join('\n');
}

/** Of a single case the reason is wanted too. */
const logFor = ({ only_case }: Options) => pino({ level: only_case === undefined ? 'silent' : 'error' });

async function play(options: Options, rows: Row[]): Promise<void> {
  const ground = await openGround('fuzz');
  try {
    const range = await openRange(ground, { connections: CONNECTIONS, log: logFor(options) });
    try {
      const { operations } = range.contract;
      if (options.only !== undefined && !operations.has(options.only)) {
        throw new Error(`The contract has no operation ${options.only}.`);
      }
      for (const operation of operations.values()) {
        if (options.only !== undefined && operation.id !== options.only) continue;
        const row = await shootAll(range, operation, options);
        rows.push(row);
        say(told(row, options));
      }
    } finally {
      await range.close();
    }
  } finally {
    await ground.close();
  }
}

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
    return 2;
  }
  const rows: Row[] = [];
  const begin = performance.now();
  let broken = 0;
  try {
    await play(options, rows);
  } catch (error) {
    broken = 1;
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  const passed = rows.filter(({ result }) => result === 'passed').length;
  const failed = rows.length - passed + broken;
  writeReport('fuzz', { passed, failed, skipped: 0 }, rows);
  const requests = rows.reduce((sum, row) => sum + row.requests, 0);
  say(
    `${rows.length} operations, ${requests} requests, seed ${options.seed}, ${Math.round((performance.now() - begin) / 1000)} s`,
  );
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exit(await main());
