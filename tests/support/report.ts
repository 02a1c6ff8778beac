/** What a suite that is run by name leaves behind: reports/NAME.json, for programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function writeReport(name: string, counts: Counts, rows: readonly object[]): void {
  const folder = new URL('../../reports/', import.meta.url);
  mkdirSync(fileURLToPath(folder), { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ ...counts, rows }, null, 2)}\n`);
}
