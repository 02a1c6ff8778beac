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

interface Preview {
  channel: {
    emit(event: string, detail: object): void;
    on(event: string, listener: (detail: unknown) => void): void;
    off(event: string, listener: (detail: unknown) => void): void;
  };
}
declare global {
  var __STORYBOOK_PREVIEW__: Preview;
}

/** Opens the page of all stories at one of them, in a language. The panel's own checks would run beside the test's. */
export async function openStories(page: Page, id: string, lang = 'en', theme = 'system'): Promise<void> {
  const globals = `a11y.manual:!true;theme:${theme};lang:${lang}`;
  await page.goto(`${STORIES}/iframe.html?id=${id}&viewMode=story&globals=${globals}`);
  await settled(page, id);
}

/** Goes to another story without loading the page anew. */
export async function showStory(page: Page, id: string): Promise<void> {
  await page.evaluate((storyId) => {
    __STORYBOOK_PREVIEW__.channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  }, id);
  await settled(page, id);
}

/** Waits until a story's elements have settled into their state. */
async function settled(page: Page, id: string): Promise<void> {
  await page.waitForFunction((storyId) => {
    const root = document.querySelector('#storybook-root');
    if (document.documentElement.dataset.story !== storyId || !root?.firstElementChild) return false;
    const all = [...root.querySelectorAll('*')];
    const { endless, acting } = document.documentElement.dataset;
    if (acting || all.some((each) => each.matches(':not(:defined)'))) return false;
    const isBusy = (each: Element) => each.shadowRoot?.querySelector('[aria-busy="true"]');
    const isSlow = (each: Element) => each.shadowRoot?.querySelector('[part="slow"], progress');
    // One that never gets its answer is looked at when it says so.
    if (endless === 'true') return all.every((each) => !isBusy(each) || isSlow(each)) && all.some(isSlow);
    return !all.some(isBusy);
  }, id);
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
