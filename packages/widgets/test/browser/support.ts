import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

export const STORIES = inject('stories');

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens a story, and waits until its element has settled into its state. */
export async function openStory(page: Page, id: string, globals: Record<string, string> = {}): Promise<void> {
  // The panel's own checks would run beside the test's.
  const set = Object.entries({ 'a11y.manual': '!true', ...globals }).map(([name, value]) => `${name}:${value}`);
  await page.goto(`${STORIES}/iframe.html?id=${id}&viewMode=story&globals=${set.join(';')}`);
  await page.waitForFunction(() => {
    const element = document.querySelector('#storybook-root > *');
    return element !== null && !element.matches(':not(:defined)');
  });
  // A story that never gets its answer is looked at when it says that it is slow.
  await page
    .waitForFunction(
      () => {
        const roots = [...document.querySelectorAll('#storybook-root *')].map((each) => each.shadowRoot ?? each);
        return !roots.some((root) => root.querySelector('[aria-busy="true"]'));
      },
      undefined,
      { timeout: 4_000 },
    )
    .catch((error: Error) => {
      if (error.name !== 'TimeoutError') throw error;
    });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
}

export interface StoryEntry {
  id: string;
  title: string;
  name: string;
}

export async function storyEntries(): Promise<StoryEntry[]> {
  const response = await fetch(`${STORIES}/index.json`);
  const { entries } = (await response.json()) as { entries: Record<string, StoryEntry & { type: string }> };
  return Object.values(entries).filter(({ type }) => type === 'story');
}
