/** Every story: shows something, and is accessible in light, dark and forced colours, left to right and right to left. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { launch, openStories, showStory, storyEntries } from './support.ts';

const stories = await storyEntries();
const ROOT = '#storybook-root';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(['en', 'en-XB'])('in %s', (lang) => {
  let page: Page;
  let faults: string[] = [];
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    page.on('pageerror', (error) => faults.push(error.message));
    await openStories(page, stories[0]!.id, lang);
  });
  afterAll(() => page.close());

  it.each(stories)('$title, $name', async ({ id }) => {
    faults = [];
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await showStory(page, id);
    const text = await page.evaluate((root) => {
      const inside = (at: ParentNode): string =>
        [...at.querySelectorAll('*')].map((each) => (each.shadowRoot ? inside(each.shadowRoot) : '')).join('') +
        (at.textContent ?? '');
      return inside(document.querySelector(root)!);
    }, ROOT);
    expect(text.trim().length, 'it says something').toBeGreaterThan(0);
    expect(await violations(page, ROOT), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
    expect(await violations(page, ROOT, 'colours'), 'dark').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    expect(await violations(page, ROOT, 'colours'), 'forced colours').toEqual([]);
    expect(faults).toEqual([]);
  });
});
