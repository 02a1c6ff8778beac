/** What the dashboard's elements do with keys and with the focus, and what is read out. */
import type { Browser, FileChooser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MEMBERS, runAt, TOKENS } from '../../fixtures/house.ts';
import { type Answer, type Host, openHost } from './host.ts';
import { launch } from './support.ts';

let browser: Browser;
let host: Host;
let page: Page;
beforeAll(async () => {
  [browser, host] = await Promise.all([launch(), openHost()]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});
beforeEach(async () => {
  host.asked.length = 0;
  host.answer = () => undefined;
  page = await browser.newPage({ viewport: { width: 800, height: 800 }, locale: 'en-GB' });
});
afterEach(() => page.close());

async function show(element: string): Promise<void> {
  await page.goto(
    host.put(`${['loader', 'dashboard'].map((name) => `<script type="module" src="${host.almanac}/widgets/${name}.js"></script>`).join('')}
      <main>${element}</main>`),
  );
}

/** What has the focus. */
const focused = () =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return (
      at?.getAttribute('name') || at?.getAttribute('aria-label') || at?.getAttribute('part') || at?.id || at?.localName
    );
  });
/** What describes a field. */
const described = (name: string) =>
  page.evaluate((field) => {
    const root = document.querySelector('main > *')!.shadowRoot!;
    const ids = root.querySelector(`[name="${field}"]`)!.getAttribute('aria-describedby') ?? '';
    return ids.split(' ').map((id) => root.getElementById(id)?.textContent?.trim());
  }, name);
const problem = (status: number, more: object): Answer => ({
  status,
  body: { type: '/problems/x', title: 'x', status, code: 'invalid-request', detail: 'It can’t be so.', ...more },
});

describe('a form', () => {
  it('that is not filled in brings one to the first field at fault, and says beside it what is wrong', async () => {
    await show('<almanac-cohort-editor></almanac-cohort-editor>');
    await page.getByLabel('Short name').fill('Not A Label');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('display_name');
    expect(await described('display_name')).toEqual(['This is needed.']);
    expect((await described('label')).join()).toContain('film-club');
    expect(host.asked).toEqual([]);
  });

  it('that the almanac refuses says so beside the field, keeps what was written, and is sent once', async () => {
    let release: (answer: Answer) => void = () => undefined;
    host.answer = (_url, method) =>
      method === 'POST'
        ? new Promise((done) => {
            release = done;
          })
        : undefined;
    await show('<almanac-cohort-editor></almanac-cohort-editor>');
    await page.getByLabel('Name', { exact: true }).fill('Kino für alle');
    expect(await page.getByLabel('Short name').inputValue()).toBe('kino-fur-alle');
    await page.getByLabel('Members').fill('ann, bob!');
    await page.getByLabel('Members').press('Tab');
    const button = page.getByRole('button', { name: 'Create the cohort' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => host.asked.length).toBe(1);
    // Nobody is thrown off a button because it does nothing for a while.
    expect(await focused()).toBe('button');
    const errors = [{ in: 'body', name: '/definition/members/1', message: 'bob! is no name' }];
    release(problem(400, { errors }));
    await expect.poll(focused).toBe('members');
    expect(await described('members')).toContain('bob! is no name');
    expect(await page.getByLabel('Members').inputValue()).toBe('ann, bob!');
    expect(host.asked).toHaveLength(1);
  });
});

describe('the focus', () => {
  it('goes to the next in the list when what had it is gone, and goes back when a question is answered with no', async () => {
    let gone = false;
    host.answer = (url, method) => {
      if (!url.pathname.includes('/tokens')) return undefined;
      gone ||= method === 'DELETE';
      return { status: 200, body: gone ? { items: TOKENS.items.slice(1) } : TOKENS };
    };
    await show('<almanac-tokens></almanac-tokens>');
    const revoke = page.getByRole('button', { name: 'Revoke Nightly sync' });
    await revoke.press('Enter');
    await page.getByRole('dialog', { name: 'Revoke Nightly sync?' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => revoke.evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).press('Enter');
    await page.getByText('Nightly sync is revoked.').waitFor();
    await expect.poll(() => page.getByText('Nightly sync', { exact: true }).count()).toBe(0);
    await expect.poll(focused).toBe('Revoke The club’s blog');
  });

  it('a box that could not be ticked goes back', async () => {
    host.answer = (url) => {
      if (url.pathname.includes('/consent')) return problem(403, { code: 'forbidden' });
      return url.pathname.endsWith('/members') ? { status: 200, body: MEMBERS } : undefined;
    };
    await show('<almanac-members cohort="demo"></almanac-members>');
    const box = page.getByRole('checkbox').first();
    await box.press('Space');
    await page.getByText('It can’t be so.').waitFor();
    await expect.poll(() => box.isChecked()).toBe(false);
    await page.getByLabel('Find one').fill('gus');
    expect(await page.getByRole('checkbox').count()).toBe(1);
  });
});

describe('an export', () => {
  it('is chosen by keyboard; what is no ZIP is not sent', async () => {
    host.answer = (url) =>
      url.pathname.endsWith('/imports')
        ? problem(403, { code: 'forbidden', detail: 'Sign in to hand it in.' })
        : undefined;
    // Listened to from the start: a chooser that nobody waits for yet opens as the system's own.
    const choosers: FileChooser[] = [];
    page.on('filechooser', (chooser) => choosers.push(chooser));
    await show('<almanac-import-drop cohort="demo"></almanac-import-drop>');
    await page.getByLabel('Drop the ZIP').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('file');
    const chosen = async (name: string) => {
      await page.keyboard.press('Enter');
      await expect.poll(() => choosers.length).toBe(1);
      await choosers.pop()?.setFiles({ name, mimeType: 'application/zip', buffer: Buffer.from('PK') });
    };
    await chosen('ratings.csv');
    await page.getByText('ratings.csv is not a ZIP').waitFor();
    expect(host.asked).toEqual([]);
    await chosen('export.zip');
    await page.getByText('Sign in to hand it in.').waitFor();
    expect(host.asked.map(({ url }) => url.pathname)).toEqual(['/v1/imports']);
  });
});

describe('a sync', () => {
  it('that was under way before the page was opened is shown', async () => {
    host.answer = (url) => {
      if (url.pathname.endsWith('/cohorts/demo')) return { status: 200, body: { active_run_id: 12 } };
      return undefined;
    };
    await page.route('**/runs/12/events', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        headers: { 'access-control-allow-origin': '*' },
        body: `retry: 60000\nevent: run\nid: 1\ndata: ${JSON.stringify(runAt(1, 7, 12))}\n\n`,
      }),
    );
    await show('<almanac-sync-button cohort="demo"></almanac-sync-button>');
    await page.getByText('Reading what they rated').waitFor();
    await page.getByText('step 2 of 7 · 7 of 12').waitFor();
    await page.getByRole('button', { name: 'Stop it' }).waitFor();
  });
});
