/** The dashboard as a whole: its rooms on a phone and by keyboard, and the way from a list to a film and back. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as desks from '../../fixtures/desks.ts';
import cohorts from '../../fixtures/recorded/cohorts.json' with { type: 'json' };
import { ROOMS } from '../../src/dashboard/rooms.ts';
import { violations } from './axe.ts';
import { type Host, openHost } from './host.ts';
import { launch } from './support.ts';

const [DEMO] = cohorts.items;
const MIDNIGHT = { ...DEMO, id: 2, label: 'midnight', display_name: 'Midnight Matinee' };
const SESSION = {
  user: {
    id: 1,
    email: 'keeper@example.org',
    display_name: 'The keeper',
    letterboxd_username: null,
    is_operator: true,
  },
  scopes: [],
  signed_in_with: 'session',
  read_only: false,
  quotas: {},
};
/** What the keeper of the almanac is told, who may enter every room. */
const TO_THE_KEEPER: readonly (readonly [RegExp, unknown])[] = [
  [/\/auth\/session$/, SESSION],
  [/\/auth\/tokens$/, { items: [] }],
  [/\/v1\/cohorts$/, { items: [DEMO, MIDNIGHT], next_cursor: null }],
  [/\/digest$/, desks.DIGEST.on],
  [/\/memberships$/, desks.MEMBERSHIPS],
  [/\/invites$/, desks.INVITES],
  [/\/deliveries$/, desks.DELIVERIES],
  [/\/webhooks$/, desks.WEBHOOKS],
  [/\/runs$/, desks.RUNS],
  [/\/admin\/status$/, desks.STATUS],
  [/\/admin\/hosts$/, desks.HOSTS],
  [/\/admin\/films$/, desks.WAITING],
  [/\/admin\/slow-queries$/, desks.SLOW],
  [/\/admin\/users$/, desks.USERS],
  [
    /\/admin\/cohorts$/,
    {
      items: [
        {
          id: 1,
          label: 'demo',
          visibility: 'public',
          members: 12,
          members_with_data: 12,
          computed_at: '2026-11-01T10:00:00Z',
          stale_hours: 500,
          last_run: null,
          runs: 3,
          failed_runs: 0,
          schedule: null,
        },
      ],
      next_cursor: null,
    },
  ],
];

let browser: Browser;
let host: Host;
let context: BrowserContext;
let page: Page;
let faults: string[];
beforeAll(async () => {
  [browser, host] = await Promise.all([launch(), openHost()]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});
beforeEach(async () => {
  host.asked.length = 0;
  host.answer = (url) => {
    const found = TO_THE_KEEPER.find(([path]) => path.test(url.pathname));
    return found && { status: 200, body: found[1] };
  };
  faults = [];
  context = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'en-GB' });
  await context.route('https://image.tmdb.org/**', (route) => route.abort());
  await context.route(`${host.almanac}/`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>The Lighthouse</title><meta name="viewport" content="width=device-width">
        <style>body { margin: 0 }</style><script type="module" src="/widgets/dashboard.js"></script>
        <body><a href="#content">Skip to the films</a><almanac-dashboard cohort="demo"><h1>The first page</h1>
        <p id="content"><a href="https://letterboxd.com/film/ikiru/" data-film="1">Ikiru</a></p></almanac-dashboard></body></html>`,
    }),
  );
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

async function enter(address: string): Promise<void> {
  await page.goto(`${host.almanac}/${address}`);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}
const hash = () => page.evaluate(() => location.hash);
const focused = () =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.localName;
  });

describe('a film', () => {
  it.each([
    ['explore', 'almanac-rankings tbody .title'],
    ['insights', 'almanac-hidden-gems .title'],
    ['insights', 'almanac-divergences .title'],
    ['insights', 'almanac-likes-only .title'],
    ['insights', 'almanac-movers .title'],
    ['insights', 'almanac-scatter a'],
    ['insights', 'almanac-people a.title'],
    ['compare?with=midnight', 'almanac-compare .title'],
    ['tonight?members=odile_keeps', 'almanac-tonight .title'],
  ])('in %s, %s: opens its page, which leads back', async (room, title) => {
    await enter(`#/demo/${room}`);
    await page.locator(title).first().press('Enter');
    await expect.poll(hash).toMatch(/^#\/demo\/film\/\d+\?/);
    await page.locator('almanac-why table').first().waitFor();
    expect(context.pages()).toHaveLength(1);
    await page.getByRole('link', { name: 'Back to ' }).click();
    await expect.poll(hash).toBe(`#/demo/${room.replace(',', '%2C')}`);
  });

  it('is reached from a filtered and sorted list, and that is what one comes back to', async () => {
    await enter('#/demo/explore?watchers_min=4');
    await page.getByRole('button', { name: 'Seen by', exact: true }).click();
    await expect.poll(hash).toBe('#/demo/explore?watchers_min=4&sort=watchers&order=desc');
    const list = await hash();
    await expect.poll(() => host.asked.at(-1)?.url.searchParams.get('sort')).toBe('watchers');
    await page.locator('almanac-rankings tbody .title').first().click();
    await expect.poll(focused).toBe('h1');
    await expect.poll(() => page.title()).toMatch(/^.+ · The Lighthouse Film Circle · Cohort Almanac$/);
    const explore = page.getByRole('navigation').getByRole('link', { name: 'Explore' });
    await expect.poll(() => explore.getAttribute('aria-current')).toBe('true');
    await page.getByRole('link', { name: 'Back to Explore' }).click();
    await expect.poll(hash).toBe(list);
    await expect.poll(() => explore.getAttribute('aria-current')).toBe('page');
    await page.locator('th[aria-sort="descending"]', { hasText: 'Seen by' }).waitFor();
    await page.getByRole('button', { name: 'Remove: Seen by ≥ 4' }).waitFor();
  });

  it('on the front page, which the server sets, leads to its page as well', async () => {
    await enter('');
    await page.getByRole('link', { name: 'Ikiru' }).click();
    await expect.poll(hash).toBe('#/demo/film/1?from=front');
    await page.getByRole('link', { name: 'Back to Front page' }).click();
    await page.getByRole('heading', { name: 'The first page' }).waitFor();
    expect(await focused()).toBe('h1');
    expect(await page.title()).toBe('The Lighthouse');
  });

  it('leads to Letterboxd from its own page, and from all lists once the dashboard is gone', async () => {
    await enter('#/demo/film/1');
    const title = page.locator('almanac-why h2 a');
    expect(await title.getAttribute('href')).toMatch(/^https:\/\/letterboxd\.com\/film\//);
    await page.evaluate(() => {
      document.body.innerHTML = '<almanac-hidden-gems cohort="demo"></almanac-hidden-gems>';
    });
    await expect
      .poll(() => page.locator('almanac-hidden-gems .title').first().getAttribute('href'))
      .toMatch(/^https:\/\/letterboxd\.com\/film\//);
  });
});

describe('the rooms', () => {
  it('of a cohort that is not for everybody ask a stranger to sign in', async () => {
    const nobody = { code: 'unauthorized', detail: 'Sign in.', request_id: 'r1' };
    const nothing = { code: 'not-found', detail: 'There is no such cohort, or you may not see it.', request_id: 'r2' };
    host.answer = (url) =>
      url.pathname.endsWith('/session') ? { status: 401, body: nobody } : { status: 404, body: nothing };
    await page.goto(`${host.almanac}/#/secret/explore`);
    await page.getByText('Who may read this cohort has to sign in first.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Your e-mail address').waitFor();
  });

  it('on a phone are a menu that works by keyboard, and each is announced', async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await enter('#/demo/explore');
    const menu = page.getByRole('button', { name: 'Rooms: Explore' });
    await menu.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    const link = page.getByRole('navigation').getByRole('link', { name: 'Who may enter' });
    await link.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The Lighthouse Film Circle Who may enter' }).waitFor();
    await expect.poll(focused).toBe('h1');
    expect(await page.title()).toBe('Who may enter · The Lighthouse Film Circle · Cohort Almanac');
    await link.waitFor({ state: 'hidden' });
    await page.getByText('Skip to the films').press('Enter');
    await expect.poll(focused).toBe('h1');
    expect(await hash()).toBe('#/demo/access');
  });

  it.each(ROOMS.filter(({ room }) => room !== 'front').map(({ room }) => room))(
    '%s: at 320 px nothing runs over, and it is accessible',
    async (room) => {
      await page.setViewportSize({ width: 320, height: 900 });
      const query = { tonight: '?members=odile_keeps', compare: '?with=midnight' }[room as string] ?? '';
      await enter(`#/demo/${room}${query}`);
      await page.waitForFunction(() => {
        const inside = (at: ParentNode): Element[] =>
          [...at.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? inside(each.shadowRoot) : [])]);
        return !inside(document).some((each) => each.matches('[aria-busy="true"]'));
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await violations(page, 'almanac-dashboard')).toEqual([]);
    },
  );
});
