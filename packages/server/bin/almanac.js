#!/usr/bin/env node
// Committed, because npm links bins before the build has run.
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('almanac: not built yet. Run `npm run build` in the repository first.\n');
  process.exit(1);
}
await import(built.href);
