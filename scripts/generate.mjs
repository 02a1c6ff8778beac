/**
 * Writes the types that the server and the SDK are compiled against, from openapi.yaml.
 * `npm run gen` writes them; `npm run check:generated` (`--check`) fails when one is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const root = new URL('../', import.meta.url);
const contract = new URL('openapi.yaml', root);
const targets = ['packages/sdk/src/generated/api.ts', 'packages/server/src/openapi/generated/api.ts'];

const header = '// Generated from openapi.yaml. Do not edit: change the contract, then run `npm run gen`.\n\n';
const text = header + astToString(await openapiTS(contract, { alphabetize: false, silent: true }));

let stale = 0;
for (const target of targets) {
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
