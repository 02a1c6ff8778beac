/**
 * `npm run size`: how much a visitor downloads, minified and gzipped, against its budget. Measured from the sources, so that
 * nothing need be built. Writes reports/size.json; the last line is `N passed, N failed`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { literals } from '../packages/widgets/scripts/literals.ts';

/**
 * Budgets in kB of 1,000 bytes. Counted are the files that an entry needs at once; `lazy` adds those that it loads when they
 * come to be needed. A language is loaded by pages in that language only, and has a row of its own.
 */
const BUNDLES = [
  { name: 'sdk: main entry', code: `export * from '@cohort-almanac/sdk'`, kB: 8 },
  { name: 'sdk/cache', code: `export * from '@cohort-almanac/sdk/cache'`, kB: 1.5 },
  { name: 'sdk/webhooks', code: `export * from '@cohort-almanac/sdk/webhooks'`, kB: 1.5 },
  { name: 'widgets: a first one', code: `import '@cohort-almanac/widgets/saved-list'`, kB: 14 },
  { name: 'widgets: all', code: `import '@cohort-almanac/widgets'`, kB: 35, lazy: true },
  { name: 'widgets: loader', code: `import '@cohort-almanac/widgets/loader.js'`, kB: 1.2 },
  { name: 'widgets: dashboard', code: `import '@cohort-almanac/widgets/dashboard'`, kB: 110, lazy: true },
  { name: 'widgets: German', code: `export * from './packages/widgets/src/lang/de.ts'`, kB: 6 },
  { name: 'widgets: German, dashboard', code: `export * from './packages/widgets/src/lang/de-dashboard.ts'`, kB: 8 },
];
const LANGUAGES = /^packages\/widgets\/src\/lang\//;

async function measure({ name, code, kB, lazy = false }) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    splitting: true,
    metafile: true,
    outdir: 'reports/size',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['almanac-source', 'browser', 'production'],
    plugins: [literals()],
    logLevel: 'error',
  });
  const needed = new Set();
  const need = (path) => {
    const { entryPoint = '', imports } = metafile.outputs[path];
    if (needed.has(path) || (needed.size > 0 && LANGUAGES.test(entryPoint))) return;
    needed.add(path);
    for (const { path: next, kind, external } of imports) {
      if (!external && (lazy || kind !== 'dynamic-import')) need(next);
    }
  };
  need(Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === '<stdin>'));
  const files = outputFiles.filter(({ path }) => needed.has(relative(process.cwd(), path)));
  if (files.length !== needed.size) throw new Error(`${name}: not all of its files were found.`);
  const min = files.reduce((sum, { contents }) => sum + contents.length, 0);
  const gzip = files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  return { name, min, gzip, files: files.length, budget: kB * 1000, ok: gzip <= kB * 1000 };
}

const rows = [];
for (const bundle of BUNDLES) rows.push(await measure(bundle));
for (const { name, min, gzip, budget, ok } of rows) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(26)} ${gzip} of ${budget} bytes (${min} before gzip)`);
}
const failed = rows.filter((row) => !row.ok).length;
const passed = rows.length - failed;
mkdirSync('reports', { recursive: true });
writeFileSync('reports/size.json', `${JSON.stringify({ passed, failed, skipped: 0, rows }, null, 2)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
