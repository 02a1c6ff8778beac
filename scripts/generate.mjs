/**
 * Writes the types that the server and the SDK are compiled against, from openapi.yaml.
 * `npm run gen` writes them; `npm run check:generated` (`--check`) fails when one is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

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
  const text = header + astToString(tree);
  const file = new URL(target, root);
  if (process.argv.includes('--check')) {
    if (read(file) === text) continue;
    stale += 1;
    process.stderr.write(`${target} is not what openapi.yaml gives. Run \`npm run gen\` and commit the result.\n`);
  } else {
    writeFileSync(file, text);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

/** The file's text, or null when there is none. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
