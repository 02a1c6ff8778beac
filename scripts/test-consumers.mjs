/**
 * `npm run test:consumers`: packs the SDK, checks the tarball (publint, are-the-types-wrong), installs it beside the projects in
 * tests/consumers, and runs each against a small server. Reaches nothing but the npm registry, for the SDK's one dependency.
 * Writes reports/consumers.json; the last line is `N passed, N failed`.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build as esbuild } from 'esbuild';
import { install, packSdk, ROOT, Rows, run } from './support/packed-sdk.mjs';

const BIN = join(ROOT, 'node_modules/.bin');
const EXPECTED = { titles: ['Close-Up', 'Ran', 'Yi Yi'], error: 'NotFoundError', cached: 2, fault: 'headers' };
const rows = new Rows();
const work = mkdtempSync(join(tmpdir(), 'almanac-consumers-'));

function same(got, expected) {
  const [a, b] = [got, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`expected ${b}\ngot      ${a}`);
}

/** An almanac of three films on two pages. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  const send = (status, type, body, headers = {}) =>
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
  if (pathname === '/v1/cohorts/demo/rankings') {
    const page = searchParams.get('cursor') === 'two' ? [['Yi Yi'], null] : [['Close-Up', 'Ran'], 'two'];
    const body = { items: page[0].map((title) => ({ title })), next_cursor: page[1] };
    return send(200, 'application/json', JSON.stringify(body), { ETag: `"${page[1]}"` });
  }
  if (pathname === '/') return send(200, 'text/html', readFileSync(join(work, 'script-tag/index.html')));
  if (pathname === '/almanac.global.js') return send(200, 'text/javascript', readFileSync(globalBuild()));
  const problem = {
    type: '/problems/not-found',
    title: 'Not found',
    status: 404,
    detail: `Nothing is at ${pathname}.`,
  };
  send(404, 'application/problem+json', JSON.stringify({ ...problem, code: 'not-found', request_id: 'r1' }));
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}`;
const installed = join(work, 'node_modules/@cohort-almanac/sdk');
const globalBuild = () => join(installed, 'dist/almanac.global.js');

try {
  const tarball = await packSdk(work);
  await rows.check('publint', () => run(join(BIN, 'publint'), ['run', tarball, '--strict'], { cwd: ROOT }));
  await rows.check('are the types wrong', () =>
    run(join(BIN, 'attw'), [tarball, '--no-emoji', '--exclude-entrypoints', './dist/almanac.global.js'], { cwd: ROOT }),
  );

  cpSync(join(ROOT, 'tests/consumers'), work, { recursive: true });
  await install(work, [tarball]);

  await rows.check('the tarball holds what is published, and nothing else', async () => {
    const names = (await run('tar', ['-tzf', tarball])).trim().split('\n');
    const stray = names.filter((name) => !/^package\/(dist\/[\w.-]+|package\.json|README\.md|LICENSE)$/.test(name));
    same(stray, []);
  });
  await rows.check('Node, ES modules', async () =>
    same(JSON.parse(await run('node', ['node-esm/main.mjs', baseUrl], { cwd: work })), EXPECTED),
  );
  await rows.check('Node, CommonJS', async () =>
    same(JSON.parse(await run('node', ['node-cjs/main.cjs', baseUrl], { cwd: work })), EXPECTED),
  );
  await rows.check('TypeScript, node16, both kinds of modules', async () => {
    await run(join(BIN, 'tsc'), ['-p', 'ts-node16'], { cwd: work });
    const esm = await import(pathToFileURL(join(work, 'ts-node16/out/esm.mjs')));
    same(await esm.read(baseUrl), [...EXPECTED.titles, 'WebhookVerificationError']);
    const cjs = await import(pathToFileURL(join(work, 'ts-node16/out/cjs.cjs')));
    same(await cjs.read(baseUrl), ['Close-Up', 'Ran', 'verifyWebhook', 'function', 'function']);
  });
  await rows.check('TypeScript, bundler', () => run(join(BIN, 'tsc'), ['-p', 'ts-bundler'], { cwd: work }));
  await rows.check('esbuild, for browsers: no Node module is needed', async () => {
    const outfile = join(work, 'bundler/esbuild.mjs');
    const entryPoints = [join(work, 'bundler/main.js')];
    await esbuild({
      entryPoints,
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      minify: true,
      logLevel: 'silent',
    });
    same(await (await import(pathToFileURL(outfile))).run(baseUrl), EXPECTED);
  });
  await rows.check('Vite', async () => {
    const { build } = await import('vite');
    const root = join(work, 'bundler');
    const lib = { entry: join(root, 'main.js'), formats: ['es'], fileName: () => 'vite.mjs' };
    await build({ root, logLevel: 'error', configFile: false, build: { lib, outDir: 'out' } });
    same(await (await import(pathToFileURL(join(root, 'out/vite.mjs')))).run(baseUrl), EXPECTED);
  });
  await rows.check('script tag, in a realm that has the web’s globals only', async () => {
    const names = [
      'fetch',
      'URL',
      'Headers',
      'FormData',
      'AbortController',
      'crypto',
      'performance',
      'setTimeout',
      'clearTimeout',
      'TextDecoder',
    ];
    const realm = vm.createContext(Object.fromEntries(names.map((name) => [name, globalThis[name]])));
    vm.runInContext(`${readFileSync(globalBuild(), 'utf8')};globalThis.almanac = almanac`, realm);
    const { CohortAlmanac } = realm.almanac;
    const films = await new CohortAlmanac({ baseUrl }).rankings.list('demo').toArray({ limit: 9 });
    same(
      films.map((film) => film.title),
      EXPECTED.titles,
    );
  });
  await rows.check('script tag, in Chromium', async () => {
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    const profile = `--user-data-dir=${join(work, 'chromium')}`;
    const page = await run(process.env.CHROMIUM ?? 'chromium', [
      ...flags,
      profile,
      '--virtual-time-budget=10000',
      '--dump-dom',
      `${baseUrl}/`,
    ]);
    const out = /<pre id="out">(.*)<\/pre>/.exec(page)?.[1] ?? page;
    same(JSON.parse(out), { titles: EXPECTED.titles, error: 'NotFoundError', refused: 'SecretTokenError' });
  });
} catch (error) {
  await rows.check('the checks ran to their end', () => Promise.reject(error));
} finally {
  server.close();
  server.closeAllConnections();
  rmSync(work, { recursive: true, force: true });
}
const { report } = rows;
mkdirSync(join(ROOT, 'reports'), { recursive: true });
writeFileSync(join(ROOT, 'reports/consumers.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed > 0 ? 1 : 0);
