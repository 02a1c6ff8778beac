/** Every story: shows something, and is accessible in light, dark and forced colours, left to right and right to left. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openStory, storyEntries } from './support.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const stories = await storyEntries();
const COLOURS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;

let browser: Browser;
let page: Page;
let faults: string[] = [];
beforeAll(async () => {
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  page.on('pageerror', (error) => faults.push(error.message));
});
afterAll(() => browser.close());

async function violations(): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(root: string, options: object): Promise<AxeResults> } }).axe.run(
      '#storybook-root',
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { region: { enabled: false } },
      },
    ),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

describe.each(stories)('$title, $name', ({ id }) => {
  it.each(['en', 'en-XB'])('in %s', async (lang) => {
    faults = [];
    await page.emulateMedia(COLOURS[0]);
    await openStory(page, id, { theme: 'system', lang });
    const text = await page.evaluate(() => {
      const inside = (root: ParentNode): string =>
        [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? inside(each.shadowRoot) : '')).join('') +
        (root.textContent ?? '');
      return inside(document.querySelector('#storybook-root')!);
    });
    expect(text.trim().length, 'it says something').toBeGreaterThan(0);
    for (const colours of COLOURS) {
      await page.emulateMedia(colours);
      expect(await violations(), JSON.stringify(colours)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});
