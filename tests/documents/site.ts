/** The project's site, looked at by a browser: at three widths, by day and by night. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../support/chromium.ts';
import { ROOT } from './blocks.ts';

const SITE = 'http://site.test/';
const WIDTHS = [320, 768, 1440];
/** Looked at more closely: the landing page, and one with everything that a document can hold. */
const CHOSEN = ['index.html', 'docs/guides/configuration.html'];

/** Builds the site into a folder. @throws when a page is wider than the window, breaks its policy, or fails axe */
export async function lookAtSite(folder: string): Promise<void> {
  execFileSync('npx', ['tsx', '--conditions=almanac-source', 'scripts/site/build.ts', '--out', folder], { cwd: ROOT });
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.html') && !name.startsWith('files/'),
  );
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const faults = await Promise.all([
      lookAt(browser, folder, pages, 'light'),
      lookAt(browser, folder, CHOSEN, 'dark'),
    ]);
    if (faults.flat().length > 0) throw new Error(faults.flat().join('\n'));
  } finally {
    await browser.close();
  }
}

async function lookAt(
  browser: Browser,
  folder: string,
  names: string[],
  colorScheme: 'light' | 'dark',
): Promise<string[]> {
  const context = await browser.newContext({ colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
  });
  await page.route('**/*', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (`${origin}/` !== SITE) faults.push(`${page.url()} asks for ${route.request().url()}`);
    return pathname === '/favicon.ico'
      ? route.fulfill({ status: 204 })
      : route.fulfill({ path: join(folder, pathname) });
  });
  for (const name of names) {
    await page.goto(SITE + name);
    faults.push(...(await wideAt(page, CHOSEN.includes(name) ? WIDTHS : [320])));
    if (CHOSEN.includes(name)) faults.push(...(await failing(page)));
  }
  return faults;
}

async function wideAt(page: Page, widths: number[]): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${page.url()} is ${wide} px wide at ${width}`);
  }
  return faults;
}

async function failing(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes[0]?.html.slice(0, 120)}`);
}
