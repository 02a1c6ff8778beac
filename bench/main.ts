/**
 * Runs the benches: `npm run bench` all of them, `npm run bench -- NAME` one. They are built first, in the way in which the
 * server is: run from source they would measure what the loader adds to every function.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** In node_modules, so that what is not bundled is found from there. */
const OUT = join(ROOT, 'node_modules', '.cache', 'almanac-bench', String(process.pid));

/** Builds the benches and those of their processes that are started apart. */
async function buildBenches(): Promise<void> {
  await build({
    entry: {
      run: join(ROOT, 'bench/run.ts'),
      'read-api': join(ROOT, 'bench/support/read-api.ts'),
      'read-bare': join(ROOT, 'bench/support/read-bare.ts'),
    },
    outDir: OUT,
    format: ['esm'],
    target: 'node20',
    platform: 'node',
    splitting: true,
    noExternal: [/^@cohort-almanac\//],
    skipNodeModulesBundle: true,
    esbuildOptions(options) {
      options.conditions = ['almanac-source'];
    },
    config: false,
    silent: true,
  });
  cpSync(join(ROOT, 'openapi.yaml'), join(OUT, 'assets', 'openapi.yaml'));
  cpSync(join(ROOT, 'packages/pipeline/assets'), join(OUT, 'assets'), { recursive: true });
  // What the api's pages load, which it reads as it starts.
  for (const folder of ['pages', 'embed']) {
    const from = join(ROOT, 'packages/server/src', folder);
    for (const file of readdirSync(from)) {
      if (/\.(css|js)$/.test(file)) cpSync(join(from, file), join(OUT, 'assets', file));
    }
  }
}

/** The exit code of the benches. They get every signal of a terminal themselves, and clean up before they end. */
async function runBenches(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(OUT, 'run.js'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, BENCH_ROOT: ROOT },
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

try {
  await buildBenches();
  process.exitCode = await runBenches(process.argv.slice(2));
} finally {
  rmSync(OUT, { recursive: true, force: true });
}
