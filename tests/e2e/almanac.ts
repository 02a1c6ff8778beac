/** Starts the built product as `npm start` does, in a home and on ports of its own, with signing up open to everybody. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../support/chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    almanac: string;
    home: string;
    browser: string;
  }
}

/** A clean clone has its dashboard with data within two minutes. */
const START_MS = 180_000;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = findChromium();
  const home = mkdtempSync(join(tmpdir(), 'almanac-e2e-'));
  const port = await freePort();
  const almanac = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['packages/server/bin/almanac.js', 'up'], {
    env: {
      ...process.env,
      ALMANAC_HOME: home,
      PORT: String(port),
      SANDBOX_PORT: String(await freePort()),
      PUBLIC_URL: almanac,
      SIGNUP: 'open',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  project.provide('almanac', almanac);
  project.provide('home', home);
  project.provide('browser', browser);
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Resolves when the address is printed; rejects with what was said when it ends before, or takes too long. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`almanac up ${why}.\n${said}`));
    const timer = setTimeout(() => fail(`was not ready after ${START_MS / 1000} s`), START_MS);
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes('Open http')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
