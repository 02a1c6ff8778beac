/** An almanac that pictures for the documents are taken of: the demo, on a day that is always the same. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const bin = fileURLToPath(new URL('../../packages/server/bin/almanac.js', import.meta.url));

/** Where the documents' pictures are. */
export const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));

export function openBrowser() {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing; install Debian's chromium.`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

/** Runs `work` with an almanac that listens at `port`, and at `port + 1` its sandbox; both are gone afterwards. */
export async function withAlmanac(port, work) {
  const url = `http://127.0.0.1:${port}`;
  const home = mkdtempSync(join(tmpdir(), 'almanac-images-'));
  const env = {
    ...process.env,
    ALMANAC_HOME: home,
    ALMANAC_NOW: '2026-11-22T19:40:00Z',
    PORT: String(port),
    SANDBOX_PORT: String(port + 1),
    PUBLIC_URL: url,
  };
  const start = (...args) => spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const up = start('up');
  const ended = new Promise((resolve) => up.once('exit', resolve));
  const signInLink = linkOf(up);
  signInLink.catch(() => {});
  try {
    return await work({
      url,
      signInLink,
      /** What a command prints. */
      async run(...args) {
        let text = '';
        for await (const chunk of start(...args).stdout) text += chunk;
        return text;
      },
    });
  } finally {
    up.kill('SIGINT');
    await ended;
    rmSync(home, { recursive: true, force: true });
  }
}

/** The link that `up` prints for the demo user, once everything is there. */
function linkOf(up) {
  return new Promise((resolve, reject) => {
    let said = '';
    // Never closed: who writes to a pipe that nobody reads is ended.
    up.stdout.on('data', (chunk) => {
      said += chunk;
      const link = /http\S+\/auth\/sign-in\?token=\S+\n/.exec(said);
      if (link) resolve(link[0].trim());
    });
    up.once('exit', () => reject(new Error(`almanac up ended before it was ready.\n${said}`)));
  });
}

/** Shares a list of the demo's films, and resolves to the share. */
export async function shareList({ url, run }, filter, share) {
  const { token } = JSON.parse(
    await run('token', 'create', '--email', 'operator@localhost', '--name', 'images', '--json'),
  );
  const post = async (path, body) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const saved = await post('/v1/filters', { cohort: 'demo', ...filter });
  return post(`/v1/filters/${saved.id}/share`, share);
}
