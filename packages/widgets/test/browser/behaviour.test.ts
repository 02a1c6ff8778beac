/** What elements do on pages of other people: come and go, wait, fail, and stay as they are beside any style and policy. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import rankings from '../../fixtures/recorded/rankings.json' with { type: 'json' };
import { violations } from './axe.ts';
import { type Host, openHost } from './host.ts';
import { launch } from './support.ts';

const ELEMENTS: Readonly<Record<string, string>> = {
  attribution: '',
  'cohort-picker': '',
  compare: 'cohort="demo" with="midnight"',
  divergences: 'cohort="demo"',
  'film-card': 'cohort="demo" film="1"',
  filters: 'cohort="demo" url-state',
  'hidden-gems': 'cohort="demo"',
  histogram: 'cohort="demo" film="1"',
  'likes-only': 'cohort="demo"',
  movers: 'cohort="demo"',
  people: 'cohort="demo"',
  rankings: 'cohort="demo"',
  runs: 'cohort="demo"',
  'saved-list': 'share="lighthouse-ten"',
  'saved-lists': '',
  scatter: 'cohort="demo"',
  'taste-matrix': 'cohort="demo"',
  tonight: 'cohort="demo" members="odile_keeps,backrow_bea"',
  why: 'cohort="demo" film="1"',
};
/** Those of the almanac's own page. */
const OF_THE_DASHBOARD: Readonly<Record<string, string>> = {
  admin: '',
  'cohort-editor': 'cohort="demo"',
  dashboard: 'cohort="demo"',
  'import-drop': 'cohort="demo"',
  join: 'cohort="demo"',
  members: 'cohort="demo"',
  'sign-in': '',
  'sync-button': 'cohort="demo"',
  tokens: '',
};
const tag = (name: string, more = '') =>
  `<almanac-${name} ${ELEMENTS[name] ?? OF_THE_DASHBOARD[name]} ${more}></almanac-${name}>`;
const script = (host: Host, at = 'widgets') => `<script type="module" src="${host.almanac}/${at}/loader.js"></script>`;

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
  host.answer = () => undefined;
  faults = [];
  context = await browser.newContext({ viewport: { width: 900, height: 900 }, locale: 'en-GB' });
  await context.route('https://image.tmdb.org/**', (route) => route.abort());
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

/** Waits until every almanac element of the page has its answer, or has said why not. */
async function settled(): Promise<void> {
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('almanac-'));
    return all.every((each) => each.shadowRoot?.querySelector('[part="frame"]:not([aria-busy="true"])'));
  });
}

const textOf = (selector: string) =>
  page.evaluate((at) => document.querySelector(at)?.shadowRoot?.textContent ?? '', selector);

describe('comes and goes', () => {
  it.each(Object.keys({ ...ELEMENTS, ...OF_THE_DASHBOARD }))(
    'almanac-%s: 100 times, and nothing of it is left',
    async (name) => {
      await page.addInitScript(() => {
        const held = {
          listeners: 0,
          timers: new Set<unknown>(),
          collections: [] as (Map<unknown, unknown> | Set<unknown>)[],
        };
        Object.assign(globalThis, { held });
        for (const target of [EventTarget.prototype]) {
          const { addEventListener, removeEventListener } = target;
          const counted = new Map<EventTarget, Set<string>>();
          const ids = new WeakMap<object, number>();
          let last = 0;
          const idOf = (listener: object) => {
            if (!ids.has(listener)) ids.set(listener, ++last);
            return ids.get(listener);
          };
          const outlives = (at: EventTarget) => at === window || at === document;
          const track = (at: EventTarget, type: string, listener: object | null, add: boolean) => {
            if (!listener || !outlives(at ?? window)) return;
            const set = counted.get(at ?? window) ?? new Set();
            counted.set(at ?? window, set);
            set[add ? 'add' : 'delete'](`${type} ${idOf(listener)}`);
            held.listeners = [...counted.values()].reduce((sum, each) => sum + each.size, 0);
          };
          target.addEventListener = function (type: string, listener: never, options?: never) {
            track(this, type, listener, true);
            return addEventListener.call(this, type, listener, options);
          };
          target.removeEventListener = function (type: string, listener: never, options?: never) {
            track(this, type, listener, false);
            return removeEventListener.call(this, type, listener, options);
          };
        }
        const { setTimeout: set, clearTimeout: clear } = globalThis;
        Object.assign(globalThis, {
          setTimeout: (act: () => void, ms: number) => {
            const id = set(() => {
              held.timers.delete(id);
              act();
            }, ms);
            held.timers.add(id);
            return id;
          },
          clearTimeout: (id: never) => {
            held.timers.delete(id);
            clear(id);
          },
        });
        // What a module holds for good is made while it loads.
        const [OwnMap, OwnSet] = [Map, Set];
        const isLoading = () => !(globalThis as { loaded?: boolean }).loaded;
        globalThis.Map = class<K, V> extends OwnMap<K, V> {
          constructor(entries?: Iterable<readonly [K, V]> | null) {
            super(entries);
            if (isLoading()) held.collections.push(this);
          }
        } as MapConstructor;
        globalThis.Set = class<T> extends OwnSet<T> {
          constructor(values?: Iterable<T> | null) {
            super(values);
            if (isLoading()) held.collections.push(this);
          }
        } as SetConstructor;
      });
      const entry = name in ELEMENTS ? 'all' : 'dashboard';
      await page.goto(
        host.put(`<script type="module" src="${host.almanac}/widgets/${entry}.js"></script><main></main>`),
      );
      await page.addScriptTag({ type: 'module', url: `${host.almanac}/widgets/loader.js` });
      const sizes = await page.evaluate(
        async ({ markup, tagName }) => {
          await customElements.whenDefined(tagName);
          const main = document.querySelector('main')!;
          const { held } = globalThis as unknown as {
            held: { listeners: number; timers: Set<unknown>; collections: { size: number }[] };
          };
          const tick = (ms = 0) => new Promise((done) => MessageChannelTick(done, ms));
          // Not through `setTimeout`, which is counted.
          function MessageChannelTick(done: (value?: unknown) => void, ms: number) {
            const end = performance.now() + ms;
            const step = () => (performance.now() >= end ? done() : requestAnimationFrame(step));
            requestAnimationFrame(step);
          }
          const mount = async (i: number) => {
            main.innerHTML = markup;
            if (i % 3 === 1) await Promise.resolve();
            if (i % 3 === 2) await tick();
            main.replaceChildren();
          };
          const measure = async () => {
            for (let i = 0; i < 200 && held.timers.size > 0; i += 1) await tick(20);
            return {
              listeners: held.listeners,
              timers: held.timers.size,
              kept: held.collections.reduce((sum, { size }) => sum + size, 0),
            };
          };
          const empty = await measure();
          main.innerHTML = markup;
          await tick(400);
          main.replaceChildren();
          (globalThis as { loaded?: boolean }).loaded = true;
          const once = await measure();
          for (let i = 0; i < 100; i += 1) await mount(i);
          return { empty, once, hundred: await measure() };
        },
        { markup: tag(name), tagName: `almanac-${name}` },
      );
      expect(sizes.hundred.listeners).toBe(sizes.empty.listeners);
      expect(sizes.hundred.timers).toBe(0);
      expect(sizes.hundred.kept).toBeLessThanOrEqual(sizes.once.kept);
    },
  );

  it('an element that is moved keeps what it shows, and asks nothing again', async () => {
    await page.goto(host.put(`${script(host)}<div id="a">${tag('rankings')}</div><div id="b"></div>`));
    await settled();
    const asked = host.asked.length;
    await page.evaluate(() => document.querySelector('#b')!.append(document.querySelector('almanac-rankings')!));
    await settled();
    expect(await textOf('#b almanac-rankings')).toContain('Spirited Away');
    expect(host.asked.length).toBe(asked);
  });

  it('one that is taken out in mid-request gives the request up, and asks anew when it is put back', async () => {
    let release: () => void = () => undefined;
    host.answer = () =>
      new Promise((done) => {
        release = () => done(undefined);
      });
    await page.goto(host.put(`${script(host)}<main>${tag('rankings')}</main>`));
    await expect.poll(() => host.asked.length).toBe(1);
    const failed = page.waitForEvent('requestfailed');
    await page.evaluate(() => {
      const element = document.querySelector('almanac-rankings')!;
      Object.assign(globalThis, { element });
      element.remove();
    });
    expect((await failed).failure()?.errorText).toContain('ABORTED');
    release();
    host.answer = () => undefined;
    await page.evaluate(() =>
      document.querySelector('main')!.append((globalThis as unknown as { element: Element }).element),
    );
    await settled();
    expect(await textOf('almanac-rankings')).toContain('Spirited Away');
  });

  it('the script can be pasted twice, and stand beside another version of itself', async () => {
    await page.goto(
      host.put(`${script(host)}${script(host)}${script(host, 'widgets-next')}${tag('rankings')}${tag('movers')}`),
    );
    await settled();
    expect(await textOf('almanac-rankings')).toContain('Spirited Away');
    // Whoever came second finds the name taken, and leaves it.
    await page.addScriptTag({ type: 'module', url: `${host.almanac}/widgets-next/all.js` });
    await page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), tag('people'));
    await settled();
    expect(await textOf('almanac-people')).toContain('Directors');
  });
});

describe('what is shown', () => {
  it('10,000 films: answers a key press while they stand there, and draws what is in sight', async () => {
    const items = Array.from({ length: 10_000 }, (_, i) => ({
      ...rankings.items[i % rankings.items.length]!,
      film_id: i + 1,
      rank: i + 1,
      slug: `film-${i}`,
      poster_url: null,
    }));
    host.answer = () => ({ status: 200, body: { ...rankings, items, total: items.length, next_cursor: null } });
    await page.goto(host.put(`${script(host)}${tag('rankings', 'limit="10000"')}`));
    await settled();
    const shown = await page.evaluate(() => {
      const root = document.querySelector('almanac-rankings')!.shadowRoot!;
      return { rows: root.querySelectorAll('[part="row"]').length, all: root.textContent!.includes('10,000') };
    });
    expect(shown.rows).toBe(200);
    expect(shown.all).toBe(true);
    await page.getByRole('button', { name: 'More' }).click();
    await expect
      .poll(() =>
        page.evaluate(
          () => document.querySelector('almanac-rankings')!.shadowRoot!.querySelectorAll('[part="row"]').length,
        ),
      )
      .toBe(400);
  });

  it('a title with HTML in it is text', async () => {
    const title = '<img src=x onerror="document.title=1"> & <b>bold</b>';
    const items = [{ ...rankings.items[0]!, title, poster_url: null }];
    host.answer = () => ({ status: 200, body: { ...rankings, items, total: 1, next_cursor: null } });
    for (const layout of ['table', 'grid', 'list']) {
      await page.goto(host.put(`${script(host)}${tag('rankings', `layout="${layout}"`)}${tag('scatter')}`));
      await settled();
      expect(await textOf('almanac-rankings')).toContain(title);
      expect(await page.title()).toBe('A blog');
      expect(
        await page.evaluate(() =>
          document.querySelector('almanac-rankings')!.shadowRoot!.querySelector('b, [onerror]'),
        ),
      ).toBeNull();
    }
  });

  it('a poster that is missing, or does not come, is drawn', async () => {
    const items = [
      { ...rankings.items[0]!, poster_url: null },
      { ...rankings.items[1]!, poster_url: 'https://image.tmdb.org/t/p/w342/gone.jpg' },
    ];
    host.answer = () => ({ status: 200, body: { ...rankings, items, total: 2, next_cursor: null } });
    await page.goto(host.put(`${script(host)}${tag('rankings', 'layout="grid"')}`));
    await settled();
    await page.waitForFunction(
      () => document.querySelector('almanac-rankings')!.shadowRoot!.querySelectorAll('.drawn > svg').length === 2,
    );
  });

  it('many that ask the same make one request; a sync that publishes makes one more', async () => {
    await page.goto(host.put(`${script(host)}${tag('film-card')}${tag('histogram')}${tag('why')}${tag('film-card')}`));
    await settled();
    expect(host.asked.filter(({ url }) => url.pathname.includes('/films/'))).toHaveLength(1);
    await page.evaluate(() =>
      document.dispatchEvent(new CustomEvent('almanac-published', { detail: { cohort: 'demo' } })),
    );
    await expect.poll(() => host.asked.length).toBe(2);
    await settled();
    expect(host.asked).toHaveLength(2);
  });

  it('sends no cookie to the almanac, and works where third-party cookies are blocked', async () => {
    await context.addCookies([{ name: 'session', value: 'secret', url: host.almanac, sameSite: 'None', secure: true }]);
    await page.goto(host.put(`${script(host)}${tag('saved-list')}`));
    await settled();
    expect(await textOf('almanac-saved-list')).toContain('What the Lighthouse loves');
    expect(host.asked.length).toBeGreaterThan(0);
    for (const { headers } of host.asked) expect(headers).not.toHaveProperty('cookie');
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

describe('when it does not go well', () => {
  it('a wrong slug and an ended share say so, or leave the list that was put inside', async () => {
    host.answer = (url) =>
      url.pathname.endsWith('/ended')
        ? { status: 410, body: { code: 'gone', detail: 'Its owner has ended it.', request_id: 'r2' } }
        : undefined;
    await page.goto(
      host.put(`${script(host)}<almanac-saved-list share="gone"></almanac-saved-list>
        <almanac-saved-list id="ended" share="ended"><ol><li>Ikiru</li></ol></almanac-saved-list>`),
    );
    await settled();
    expect(await textOf('almanac-saved-list')).toContain('There is no such thing here.');
    await page.getByText('Ikiru').waitFor();
    expect(await textOf('#ended')).toContain('could not be refreshed');
  });

  it('says after 750 ms that it loads, after 3 s that it is slow, and tries again when asked', async () => {
    await page.clock.install();
    let release: (answer: undefined) => void = () => undefined;
    host.answer = () =>
      new Promise((done) => {
        release = done;
      });
    await page.goto(host.put(`${script(host)}${tag('rankings')}`));
    await expect.poll(() => host.asked.length).toBe(1);
    const word = () =>
      page.evaluate(
        () =>
          document.querySelector('almanac-rankings')!.shadowRoot!.querySelector('[part="slow"]')?.textContent?.trim() ??
          '',
      );
    expect(await word()).toBe('');
    await page.clock.runFor(800);
    expect(await word()).toBe('Loading…');
    expect(await violations(page, 'almanac-rankings')).toEqual([]);
    await page.clock.runFor(2300);
    expect(await word()).toContain('This takes longer than it should.');
    expect(await violations(page, 'almanac-rankings')).toEqual([]);
    host.answer = () => undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => textOf('almanac-rankings')).toContain('Spirited Away');
    expect(await word()).toBe('');
    release(undefined);
  });

  it('offline keeps what was read, says so, and comes back with the connection', async () => {
    await page.goto(host.put(`${script(host)}${tag('rankings')}`));
    await settled();
    await context.setOffline(true);
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('almanac-published')));
    await expect
      .poll(() => textOf('almanac-rankings'), { timeout: 20_000 })
      .toContain('You are offline. This is what was read last.');
    expect(await textOf('almanac-rankings')).toContain('Spirited Away');
    await context.setOffline(false);
    await expect.poll(() => textOf('almanac-rankings')).not.toContain('You are offline');
  });
});

describe('on any page', () => {
  it('a strict policy is not violated by any of them', async () => {
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      document.addEventListener('securitypolicyviolation', (event) =>
        seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    const policy = `default-src 'none'; script-src ${host.almanac}; connect-src ${host.almanac}; img-src https://image.tmdb.org`;
    const all = Object.keys(ELEMENTS)
      .map((name) => tag(name))
      .join('');
    await page.goto(host.put(`${script(host)}${all}`, { 'content-security-policy': policy }));
    await settled();
    await page.evaluate(() => document.querySelector('almanac-filters')!.setAttribute('open', ''));
    // Posters that do not come are drawn meanwhile.
    await page.waitForFunction(() =>
      document.querySelector('almanac-why')!.shadowRoot!.querySelector('.poster svg, .poster img'),
    );
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
  });

  it('a page with hostile styles leaves them as they are', async () => {
    const hostile = `<style>* { all: unset !important; display: inline !important }
      body { font: 40px/3 fantasy !important; color: red; letter-spacing: 1em; text-transform: uppercase; text-align: right }
      button, table, td { background: lime; font-size: 60px; float: right }</style>`;
    const look = () =>
      page.evaluate(() => {
        const root = document.querySelector('almanac-rankings')!.shadowRoot!;
        return ['[part="frame"]', 'th button', '.title', 'td.rank', '.poster', '.histogram'].map((at) => {
          const style = getComputedStyle(root.querySelector(at)!);
          return [
            at,
            style.display,
            style.fontSize,
            style.fontFamily,
            style.color,
            style.letterSpacing,
            style.textTransform,
            style.textAlign,
            style.float,
          ];
        });
      });
    await page.goto(host.put(`${script(host)}${tag('rankings')}`));
    await settled();
    const before = await look();
    await page.goto(host.put(`${hostile}${script(host)}${tag('rankings')}`));
    await settled();
    expect(await look()).toEqual(before);
  });

  it.each([280, 320, 420, 620, 768, 1024, 1440])('%i px wide, nothing runs over', async (width) => {
    await page.setViewportSize({ width: width + 20, height: 900 });
    const all = Object.keys(ELEMENTS)
      .map((name) => tag(name, name === 'filters' ? 'open' : ''))
      .join('');
    const hard = `<almanac-rankings lang="en-XB" cohort="demo" layout="grid"></almanac-rankings>`;
    await page.goto(
      host.put(`<style>body { margin: 0 } main { width: ${width}px }</style>${script(host)}<main>${all}${hard}</main>`),
    );
    await settled();
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main > *')].flatMap((element) => {
        const limit = element.getBoundingClientRect();
        return [...element.shadowRoot!.querySelectorAll('*')]
          .filter((each) => !each.closest('.scroll, .unseen, svg, details:not([open])'))
          .filter((each) => each.getBoundingClientRect().right > limit.right + 1)
          .map((each) => `${element.localName}: ${each.localName}.${each.className}`);
      }),
    );
    expect([...new Set(over)]).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it('the filters can be set with the keyboard alone', async () => {
    await page.goto(
      host.put(
        `${script(host)}<almanac-filters cohort="demo" for="best" url-state></almanac-filters><almanac-rankings id="best" cohort="demo"></almanac-rankings>`,
      ),
    );
    await settled();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('thing');
    await page.keyboard.press('Tab');
    await expect.poll(() => new URL(page.url()).search).toBe('?q=thing');
    // The first slider: the year from which on.
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).search).toContain('release_year_min=1921');
    await expect
      .poll(() =>
        host.asked.some(
          ({ url }) =>
            url.searchParams.get('release_year_min') === '1921' &&
            !url.searchParams.has('cohort') &&
            url.searchParams.get('limit') !== '1',
        ),
      )
      .toBe(true);
    expect(
      await page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.getAttribute('aria-valuetext')),
    ).toBe('1921');
    await page.goBack();
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            document.querySelector('#best')!.getAttribute('filter') ??
            (document.querySelector('#best') as unknown as { filter: string }).filter,
        ),
      )
      .toBe('q=thing');
  });

  it('two languages stand on one page, each with its numbers', async () => {
    await page.goto(
      host.put(`${script(host)}<div lang="de">${tag('hidden-gems')}</div><div lang="en">${tag('hidden-gems')}</div>`),
    );
    await settled();
    await expect.poll(() => textOf('div[lang="de"] almanac-hidden-gems')).toContain('Geheimtipps');
    expect(await textOf('div[lang="de"] almanac-hidden-gems')).toMatch(/\d,\d\d/);
    expect(await textOf('div[lang="en"] almanac-hidden-gems')).toContain('Hidden gems');
    expect(await textOf('div[lang="en"] almanac-hidden-gems')).toMatch(/\d\.\d\d/);
  });
});
