/**
 * Makes the pictures of the dashboard in docs/images: starts an almanac of its own, looks at its first page, signs in
 * as the demo user, and looks at the rooms in Chromium. `node scripts/dashboard-images.mjs [--port 4220]`, after `npm run build`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const { values } = parseArgs({ options: { port: { type: 'string', default: '4220' } } });
const port = Number(values.port);
const url = `http://127.0.0.1:${port}`;
const bin = fileURLToPath(new URL('../packages/server/bin/almanac.js', import.meta.url));
const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing; install Debian's chromium.`);

/** Of the first page, as a visitor sees it. */
const FIRST = { name: { light: 'first-page', dark: 'first-page-dark' }, width: 1440, height: 1560 };
const PICTURES = [
  { name: 'dashboard-explore-light', room: 'explore', width: 1440, height: 1000, scheme: 'light' },
  { name: 'dashboard-explore-dark', room: 'explore', width: 1440, height: 1000, scheme: 'dark' },
  { name: 'dashboard-explore-phone', room: 'explore', width: 390, height: 844, scheme: 'light' },
  { name: 'dashboard-insights-light', room: 'insights', width: 1440, height: 1400, scheme: 'light' },
  { name: 'dashboard-circle-dark', room: 'circle', width: 1440, height: 1400, scheme: 'dark' },
];

const home = mkdtempSync(join(tmpdir(), 'almanac-images-'));
const up = spawn(process.execPath, [bin, 'up'], {
  env: {
    ...process.env,
    ALMANAC_HOME: home,
    ALMANAC_NOW: '2026-11-22T19:40:00Z',
    PORT: String(port),
    SANDBOX_PORT: String(port + 1),
    PUBLIC_URL: url,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => up.once('exit', resolve));
try {
  const link = await signInLink();
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setViewportSize({ width: FIRST.width, height: FIRST.height });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${url}/`);
    await page.waitForTimeout(2_500);
    await page.screenshot({ path: join(images, `${FIRST.name[colorScheme]}.png`) });
  }
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  for (const { name, room, width, height, scheme } of PICTURES) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${url}/#/demo/${room}`);
    await page.reload();
    await page.waitForTimeout(2_500);
    await page.screenshot({ path: join(images, `${name}.png`) });
  }
  await browser.close();
} finally {
  up.kill('SIGINT');
  await ended;
  rmSync(home, { recursive: true, force: true });
}

/** The link that `up` prints for the demo user, once everything is there. */
function signInLink() {
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
