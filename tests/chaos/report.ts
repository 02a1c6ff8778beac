/** What came of the rounds: a table for people, reports/chaos.json for programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './round.ts';

const COLUMNS: readonly (readonly [head: string, width: number, cell: (row: Row) => string])[] = [
  ['round', 5, (row) => String(row.round)],
  ['coordination', 12, (row) => row.coordination],
  ['what was done', 17, (row) => row.action],
  ['when', 20, ({ struck }) => `${struck.stage ?? 'after the end'}, ${struck.seconds.toFixed(1)} s`],
  ['workers', 7, (row) => String(row.workers)],
  ['run', 10, (row) => row.state],
  ['seconds', 7, (row) => row.seconds.toFixed(1)],
  ['retries', 7, (row) => String(row.retries)],
  ['abandoned', 9, (row) => String(row.abandoned_tasks)],
  ['retaken', 7, (row) => (row.retaken_seconds === null ? '' : `${row.retaken_seconds.toFixed(1)} s`)],
  ['same', 4, (row) => (row.same ? 'yes' : 'NO')],
];

export const tableHead = (): string => COLUMNS.map(([head, width]) => head.padEnd(width)).join('  ');

/** One row, and below it what was wrong. */
export function tableRow(row: Row): string {
  const line = COLUMNS.map(([, width, cell]) => cell(row).padEnd(width)).join('  ');
  return [line.trimEnd(), ...row.problems.map((problem) => `       ! ${problem}`)].join('\n');
}

/** Writes reports/chaos.json under `root`. */
export function writeReport(root: string, counts: { passed: number; failed: number; skipped: number }, rows: object[]) {
  const folder = join(root, 'reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'chaos.json'), `${JSON.stringify({ ...counts, rows }, null, 2)}\n`);
}
