/**
 * `npm run size`: how much a visitor downloads, minified and gzipped, against its budget. Measured from the sources, so that
 * nothing need be built. Writes reports/size.json; the last line is `N passed, N failed`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Budgets in kB of 1,000 bytes. */
const BUNDLES = [
  { name: 'sdk: main entry', code: `export * from '@cohort-almanac/sdk'`, kB: 8 },
  { name: 'sdk/cache', code: `export * from '@cohort-almanac/sdk/cache'`, kB: 1.5 },
  { name: 'sdk/webhooks', code: `export * from '@cohort-almanac/sdk/webhooks'`, kB: 1.5 },
];

async function measure({ name, code, kB }) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['almanac-source'],
    logLevel: 'error',
  });
  const { contents } = outputFiles[0];
  const gzip = gzipSync(contents, { level: 9 }).length;
  return { name, min: contents.length, gzip, budget: kB * 1000, ok: gzip <= kB * 1000 };
}

const rows = [];
for (const bundle of BUNDLES) rows.push(await measure(bundle));
for (const { name, min, gzip, budget, ok } of rows) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${gzip} of ${budget} bytes (${min} before gzip)`);
}
const failed = rows.filter((row) => !row.ok).length;
const passed = rows.length - failed;
mkdirSync('reports', { recursive: true });
writeFileSync('reports/size.json', `${JSON.stringify({ passed, failed, skipped: 0, rows }, null, 2)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
