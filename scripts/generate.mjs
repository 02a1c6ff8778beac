/**
 * Writes the types that the server and the SDK are compiled against, from openapi.yaml, and the table of settings in
 * docs/guides/configuration.md, from their schema.
 * `npm run gen` writes them; `npm run check:generated` (`--check`) fails when one is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { withSettings } from './support/settings-table.ts';

const root = new URL('../', import.meta.url);
const contract = new URL('openapi.yaml', root);
// What has a default may be left out by who sends it, and is there for who received it.
const targets = [
  { target: 'packages/sdk/src/generated/api.ts', defaultNonNullable: false },
  { target: 'packages/server/src/openapi/generated/api.ts', defaultNonNullable: true },
];

const header = '// Generated from openapi.yaml. Do not edit: change the contract, then run `npm run gen`.\n\n';
let stale = 0;
for (const { target, defaultNonNullable } of targets) {
  const tree = await openapiTS(contract, { alphabetize: false, silent: true, defaultNonNullable });
  settle(target, header + astToString(tree), 'openapi.yaml gives');
}
const configuration = 'docs/guides/configuration.md';
settle(configuration, withSettings(read(new URL(configuration, root))), 'the schema of the settings gives');
process.exitCode = stale > 0 ? 1 : 0;

/** Writes a file, or with --check tells when it is stale. */
function settle(target, text, why) {
  const file = new URL(target, root);
  if (!process.argv.includes('--check')) return writeFileSync(file, text);
  if (read(file) === text) return;
  stale += 1;
  process.stderr.write(`${target} is not what ${why}. Run \`npm run gen\` and commit the result.\n`);
}

/** The file's text, or null when there is none. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
