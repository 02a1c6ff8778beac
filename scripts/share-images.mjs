/**
 * Makes the pictures of a shared list in docs/images: starts an almanac of its own, shares a list of the demo cohort, and
 * looks at its page in Chromium with JavaScript switched off. `node scripts/share-images.mjs [--port 4210]`
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const { values } = parseArgs({ options: { port: { type: 'string', default: '4210' } } });
const port = Number(values.port);
const url = `http://127.0.0.1:${port}`;
const bin = fileURLToPath(new URL('../packages/server/bin/almanac.js', import.meta.url));
const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing; install Debian's chromium.`);

const home = mkdtempSync(join(tmpdir(), 'almanac-images-'));
const env = {
  ...process.env,
  ALMANAC_HOME: home,
  ALMANAC_NOW: '2026-11-22T19:40:00Z',
  PORT: String(port),
  SANDBOX_PORT: String(port + 1),
  PUBLIC_URL: url,
};
const almanac = (...args) => spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });

async function output(child) {
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text;
}

async function api(token, method, path, body) {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Waits until the demo cohort has its second edition, with what is known of the films. */
async function published(deadline = Date.now() + 180_000) {
  for (;;) {
    const answer = await fetch(`${url}/v1/cohorts/demo/stats`).catch(() => null);
    const stats = answer?.ok ? await answer.json() : null;
    if (stats?.last_run && ['succeeded', 'partial'].includes(stats.last_run.state)) return;
    if (Date.now() > deadline) throw new Error('The demo cohort was not ready in three minutes.');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const up = almanac('up');
up.stdout.resume();
const ended = new Promise((resolve) => up.once('exit', resolve));
try {
  await published();
  // A second edition under another parameter, so that there is something that came and went.
  await output(almanac('compute', 'demo', '--m', '9', '--wait'));
  const made = JSON.parse(
    await output(almanac('token', 'create', '--email', 'operator@localhost', '--name', 'images', '--json')),
  );
  const saved = await api(made.token, 'POST', '/v1/filters', {
    cohort: 'demo',
    name: 'Before the lights went out',
    description: 'What we would show you first, of all that was made before we were born.',
    filter: { release_year_max: 1979, watchers_min: 3 },
  });
  const share = await api(made.token, 'POST', `/v1/filters/${saved.id}/share`, { top: 20 });
  const { page, embed, preview } = share.addresses;

  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const shoot = async (address, name, width, colorScheme, fullPage) => {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 1000 },
      colorScheme,
      javaScriptEnabled: false,
      deviceScaleFactor: width < 500 ? 2 : 1,
    });
    const tab = await context.newPage();
    await tab.goto(address, { waitUntil: 'load' });
    await tab.screenshot({ path: join(images, name), fullPage });
    await context.close();
  };
  for (const scheme of ['light', 'dark']) {
    await shoot(page, `share-page-1440-${scheme}.png`, 1440, scheme, true);
    await shoot(page, `share-page-390-${scheme}.png`, 390, scheme, false);
  }
  await shoot(embed, 'share-embed-420.png', 420, 'light', true);
  await browser.close();
  writeFileSync(join(images, 'share-preview.png'), Buffer.from(await (await fetch(preview)).arrayBuffer()));
  console.log(`Wrote docs/images/share-*.png from ${page}`);
} finally {
  up.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
