/**
 * `npm run test:sdk`: the SDK from its tarball against `almanac up`. Every TypeScript block of packages/sdk/README.md and
 * docs/guides/sdk.md is compiled and run, and so is examples/node-script. Writes reports/sdk.json; the last line is
 * `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { install, packSdk, ROOT, Rows, run } from './support/packed-sdk.mjs';

const ALMANAC = join(ROOT, 'packages/server/bin/almanac.js');
const DOCUMENTS = ['packages/sdk/README.md', 'docs/guides/sdk.md'];
const EXAMPLE = 'examples/node-script';
const rows = new Rows();

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Starts everything, and resolves when the demo is ranked. */
async function startAlmanac(env) {
  const child = spawn(process.execPath, [ALMANAC, 'up'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Ctrl-C stops everything')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`The almanac did not start:\n${said}`)));
  });
  return {
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null)
        await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

/** The `ts` blocks of a document, each a program: the first block's client is lent to those that make none. */
function programs(document) {
  const blocks = [...readFileSync(join(ROOT, document), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
    ([, code]) => code,
  );
  return blocks.map((code) => {
    if (code.includes('new CohortAlmanac(')) return code;
    return `import { CohortAlmanac } from '@cohort-almanac/sdk';\nconst almanac = new CohortAlmanac({ baseUrl: process.env.ALMANAC_URL!, token: process.env.ALMANAC_TOKEN });\n${code}`;
  });
}

const work = mkdtempSync(join(tmpdir(), 'almanac-sdk-'));
const home = join(work, 'home');
mkdirSync(home);
// Not 0700: as root, PostgreSQL runs under an account that has to enter it.
for (const folder of [work, home]) chmodSync(folder, 0o755);
const port = await freePort();
const env = {
  ...process.env,
  ALMANAC_HOME: home,
  PORT: port,
  SANDBOX_PORT: await freePort(),
  ALMANAC_SOURCE: 'sandbox',
};
const url = `http://127.0.0.1:${port}`;
let almanac;
try {
  const tarball = await packSdk(work);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, EXAMPLE, 'package.json'), 'utf8'));
  const others = Object.entries(dependencies).filter(([name]) => !name.startsWith('@cohort-almanac/'));
  await install(work, [tarball, ...others.map(([name, range]) => `${name}@${range}`)]);
  almanac = await startAlmanac(env);
  const made = await run(
    process.execPath,
    [ALMANAC, 'token', 'create', '--email', 'demo@localhost', '--name', 'sdk', '--json'],
    { env },
  );
  const caller = { ...env, ALMANAC_URL: url, ALMANAC_TOKEN: JSON.parse(made).token };

  const files = [];
  for (const document of DOCUMENTS) {
    const blocks = programs(document);
    for (const [i, code] of blocks.entries()) {
      const file = join(work, `block-${files.length + 1}.mts`);
      writeFileSync(file, code.replaceAll('http://127.0.0.1:4000', url));
      files.push({ file, name: `${document}, block ${i + 1} of ${blocks.length}` });
    }
  }
  await rows.check('every block compiles', async () => {
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--lib',
      'es2023,dom,dom.iterable,dom.asynciterable',
    ];
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    await run(join(ROOT, 'node_modules/.bin/tsc'), [...options, ...types, ...files.map(({ file }) => file)], {
      cwd: work,
    });
  });
  for (const { file, name } of files) {
    await rows.check(name, async () => {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', target: 'es2022' });
      const program = file.replace(/\.mts$/, '.mjs');
      writeFileSync(program, code);
      await run(process.execPath, ['--unhandled-rejections=strict', program], { env: caller, cwd: work });
    });
  }

  await rows.check(EXAMPLE, async () => {
    cpSync(join(ROOT, EXAMPLE), join(work, 'example'), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
    const printed = await run('npm', ['start', '--silent'], { env: caller, cwd: join(work, 'example') });
    const csv = readFileSync(join(work, 'example/mara-and-friends-hidden-gems.csv'), 'utf8');
    console.log(printed);
    console.log(csv);
    const readme = readFileSync(join(ROOT, EXAMPLE, 'README.md'), 'utf8');
    // The table follows from the world and the export; ids, and which stages are seen, do not.
    const steady = (text) =>
      text
        .replace(/^Cohort .*|^ {2}\w+ …$/gm, '')
        .replace(/\n+/g, '\n')
        .trim();
    const [, shown] = /^```text\n([\s\S]*?)^```/m.exec(readme);
    if (steady(shown) !== steady(printed))
      throw new Error(`its README shows something else than it prints:\n${printed}`);
    const [, begin] = /^```csv\n([\s\S]*?)^```/m.exec(readme);
    if (!csv.startsWith(begin)) throw new Error(`its README shows another CSV than it writes:\n${csv}`);
  });
} catch (error) {
  await rows.check('the checks ran to their end', () => Promise.reject(error));
} finally {
  await almanac?.stop();
  rmSync(work, { recursive: true, force: true });
}
const { report } = rows;
mkdirSync(join(ROOT, 'reports'), { recursive: true });
writeFileSync(join(ROOT, 'reports/sdk.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed > 0 ? 1 : 0);
