/**
 * `npm run test:pages -- DIR`: parses every page that DIR/expected.json names and compares. Fields that are not expected are not
 * checked; for kinds with items every item is, in order. Prints a line a page, then `N passed, N failed`; exit 1 on failure.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const SOURCE = '--conditions=almanac-source';

if (!process.execArgv.includes(SOURCE)) {
  // The parsers are TypeScript and import core's source, so Node is started again with what reads both.
  const args = [SOURCE, '--import', 'tsx', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (child.error) throw child.error;
  process.exit(child.status ?? 1);
}

const directory = process.argv[2];
if (directory === undefined || process.argv.length > 3) {
  console.error('Usage: npm run test:pages -- DIR   (a folder of saved pages with an expected.json)');
  process.exit(2);
}

const { isParseKind, parsePage } = await import('../packages/pipeline/src/parse/index.ts');

let expected;
try {
  expected = JSON.parse(readFileSync(join(directory, 'expected.json'), 'utf8'));
} catch (error) {
  console.error(`Can't read ${join(directory, 'expected.json')}: ${error.message}`);
  process.exit(2);
}

/** Where `actual` lacks or contradicts what is expected; lists must have the same length. */
function differences(want, actual, path) {
  if (Array.isArray(want)) {
    if (!Array.isArray(actual)) return [`${path} is no list`];
    const longer =
      want.length === actual.length ? [] : [`${path} has ${actual.length} entries instead of ${want.length}`];
    return [...longer, ...want.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`))];
  }
  if (want !== null && typeof want === 'object') {
    return Object.entries(want).flatMap(([key, value]) => differences(value, actual?.[key], `${path}.${key}`));
  }
  return isDeepStrictEqual(want, actual)
    ? []
    : [`${path} is ${JSON.stringify(actual)} instead of ${JSON.stringify(want)}`];
}

function check(file, { kind, items, next, total, ...fields }) {
  if (!isParseKind(kind)) return [`${kind} is not a kind of page`];
  const result = parsePage(kind, readFileSync(join(directory, file), 'utf8'));
  if (!result.ok) return [`${result.error.error}: ${result.error.message}`];
  const { page } = result;
  // Expected directors are names alone.
  const item = page.item?.directors
    ? { ...page.item, directors: page.item.directors.map(({ name }) => name) }
    : page.item;
  return [
    ...(items === undefined ? [] : differences(items, page.items, 'items')),
    ...(next === undefined ? [] : differences(next, page.next, 'next')),
    ...(total === undefined ? [] : differences(total, page.total, 'total')),
    ...differences(fields, item, 'item'),
  ];
}

let passed = 0;
let failed = 0;
for (const [file, want] of Object.entries(expected.pages)) {
  const found = check(file, want);
  if (found.length === 0) passed += 1;
  else failed += 1;
  const more = found.length > 3 ? ` (and ${found.length - 3} more)` : '';
  console.log(found.length === 0 ? `ok      ${file}` : `FAILED  ${file}: ${found.slice(0, 3).join('; ')}${more}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
