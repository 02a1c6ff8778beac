/**
 * `npm run test:packed`: packs server, SDK and widgets, looks into the tarballs, installs them into an empty folder, as an
 * ordinary user when it is run as root, and starts `almanac up` there. Reaches nothing but the npm registry. Writes
 * reports/packed.json; the last line is `N passed, N failed`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pack, ROOT, Rows, run } from './support/packed-sdk.mjs';

/** What each tarball must hold, and what may be in it besides package.json, README.md and LICENSE. */
const CONTENTS = {
  sdk: { needs: ['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts'], allows: /^dist\/[\w.-]+$/ },
  widgets: {
    needs: ['dist/all.js', 'dist/all.d.ts', 'dist/cdn/loader.js', 'custom-elements.json'],
    allows: /^(dist\/(cdn\/)?[\w.-]+|custom-elements\.json)$/,
  },
  server: {
    needs: [
      'bin/almanac.js',
      'dist/cli.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/assets/openapi.yaml',
      'dist/assets/almanac.css',
      'dist/assets/widgets/loader.js',
      'dist/assets/world/members.csv',
    ],
    allows: /^(bin\/almanac\.js|dist\/[\w.-]+|dist\/assets\/([\w-]+\/)*[\w.-]+)$/,
  },
};
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];
const START_MS = 180_000;
const STOP_MS = 60_000;
const rows = new Rows();
const work = mkdtempSync(join(tmpdir(), 'almanac-packed-'));
const empty = join(work, 'empty');
mkdirSync(empty);
const user = ordinaryUser();
// Others have to pass through to the folder of the ordinary user.
chmodSync(work, 0o755);
if (user) chownSync(empty, user.uid, user.gid);

/** An account without privileges, when this process is root's; null when it has none itself. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return null;
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Runs `npx @cohort-almanac/server up`; resolves when it says that all of it runs. */
async function start(env) {
  const child = spawn('npx', ['--no-install', '@cohort-almanac/server', 'up'], {
    cwd: empty,
    env,
    ...user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`It did not start in time:\n${said}`)), START_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        if (!said.includes('Ctrl-C stops everything')) return;
        clearTimeout(late);
        resolve();
      });
    }
    void ended.then((how) => reject(new Error(`It ended with ${how} before it was ready:\n${said}`)));
  });
  return {
    said: () => said,
    /** As Ctrl-C does: every process of its group is told. Resolves to how it ended. */
    async stop() {
      process.kill(-child.pid, 'SIGINT');
      const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), STOP_MS);
      const how = await ended;
      // npx does not wait for what it started: gone is the group when the last of it is.
      while (isThere(-child.pid)) await sleep(100);
      clearTimeout(late);
      return how;
    },
  };
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

async function page(url, what) {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`${what} answers ${response.status}`);
  return response;
}

let almanac;
try {
  const tarballs = [];
  for (const [name, { needs, allows }] of Object.entries(CONTENTS)) {
    const tarball = await pack(name, work);
    tarballs.push(tarball);
    const names = (await run('tar', ['-tzf', tarball]))
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
    await rows.check(`${name}: the tarball holds what is published, and nothing else`, async () => {
      const missing = [...ALWAYS, ...needs].filter((file) => !names.includes(file));
      const stray = names.filter((file) => !ALWAYS.includes(file) && !allows.test(file));
      if (missing.length > 0 || stray.length > 0) {
        throw new Error(`missing: ${missing.join(', ') || 'nothing'}; not expected: ${stray.join(', ') || 'nothing'}`);
      }
    });
  }
  await rows.check('server: its types name no package that is not published', async () => {
    await run('tar', ['-xzf', tarballs.at(-1), '-C', work]);
    const types = readFileSync(join(work, 'package/dist/index.d.ts'), 'utf8');
    const named = [...types.matchAll(/@cohort-almanac\/(core|db|pipeline)/g)].map(([name]) => name);
    if (named.length > 0) throw new Error(`they name ${[...new Set(named)].join(', ')}`);
  });

  // The user's own npm has a folder of its own, and none of the developer's settings.
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    HOME: empty,
    npm_config_cache: join(empty, '.npm'),
    npm_config_userconfig: join(empty, '.npmrc'),
    npm_config_update_notifier: 'false',
    ...(process.env.npm_config_registry && { npm_config_registry: process.env.npm_config_registry }),
    PORT: port,
    SANDBOX_PORT: await freePort(),
  };
  writeFileSync(join(empty, 'package.json'), '{ "private": true }\n');
  if (user) chownSync(join(empty, 'package.json'), user.uid, user.gid);
  let began = performance.now();
  await rows.check('they install into an empty folder, without development dependencies', async () => {
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs], {
      cwd: empty,
      env,
      ...user,
    });
    if (existsSync(join(empty, 'node_modules/typescript'))) throw new Error('TypeScript was installed, too');
  });
  const installSeconds = Math.round((performance.now() - began) / 1000);

  began = performance.now();
  await rows.check('npx @cohort-almanac/server up, as an ordinary user', async () => {
    almanac = await start(env);
  });
  const upSeconds = Math.round((performance.now() - began) / 1000);
  if (almanac) {
    await rows.check('the first page shows the demo', async () => {
      const html = await (await page(`${base}/`, 'the first page')).text();
      if (!html.includes('Lighthouse')) throw new Error('the demo cohort is not on it');
    });
    await rows.check('the API reads the demo', async () => {
      const list = await (await page(`${base}/v1/cohorts/demo/rankings?limit=3`, 'the ranking')).json();
      if (list.items.length !== 3) throw new Error(`${list.items.length} films instead of 3`);
    });
    await rows.check('contract, styles and widgets are served', async () => {
      const html = await (await page(`${base}/`, 'the first page')).text();
      const [, css] = /href="([^"]+almanac\.css[^"]*)"/.exec(html) ?? [];
      await page(new URL(css, base), 'the stylesheet');
      await page(`${base}/openapi.yaml`, 'the contract');
      await page(`${base}/widgets/loader.js`, 'the loader of the widgets');
    });
    await rows.check('the command line uses what runs', async () => {
      const printed = await run(
        'npx',
        ['--no-install', 'almanac', 'rankings', 'demo', '--limit', '3', '--format', 'csv'],
        { cwd: empty, env, ...user },
      );
      if (printed.trim().split('\n').length !== 4) throw new Error(`not three films:\n${printed}`);
    });
    await rows.check('Ctrl-C stops all of it', async () => {
      const how = await almanac.stop();
      almanac = undefined;
      const answered = await fetch(base, { signal: AbortSignal.timeout(5_000) }).then(
        () => true,
        () => false,
      );
      if (answered) throw new Error('the api still answers');
      console.log(`     (it ended with ${how})`);
    });
  }
  console.log(`install ${installSeconds} s, up with the demo ranked ${upSeconds} s`);
} catch (error) {
  await rows.check('the checks ran to their end', () => Promise.reject(error));
} finally {
  await almanac?.stop();
  rmSync(work, { recursive: true, force: true });
}
const { report } = rows;
mkdirSync(join(ROOT, 'reports'), { recursive: true });
writeFileSync(join(ROOT, 'reports/packed.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed > 0 ? 1 : 0);
