import { describe, expect, it } from 'vitest';
import { type Edition, renderFirstPage } from '../../../src/pages/first-page.ts';
import { film, rankingPage, run } from '../support/data.ts';
import { done, edition, frame, lovedFilm, stats } from './support.ts';

const render = (shown: Edition | null) => renderFirstPage(shown, frame);
type Film = Parameters<typeof film>[0];
const top = (...items: Film[]) => rankingPage({ items: items.map((over) => film(over)), total: 1 });
const noStories = { gems: [], quarrels: [], higher: [], lower: [], loved: [] };
const noVersion = { version: null, last_synced_at: null };
const active = run({ kind: 'sync', state: 'running' });
const collecting = run({
  kind: 'sync',
  stage: 1,
  stages: [
    {
      kind: 'refresh',
      tasks: { queued: 0, running: 0, succeeded: 1, failed: 0, stopped: 0 },
      seconds: null,
      counters: {},
    },
    {
      kind: 'collect',
      tasks: { queued: 3, running: 2, succeeded: 6, failed: 1, stopped: 0 },
      seconds: null,
      counters: {},
    },
    {
      kind: 'compute',
      tasks: { queued: 0, running: 0, succeeded: 0, failed: 0, stopped: 0 },
      seconds: null,
      counters: {},
    },
  ],
});
const failed = run({ kind: 'sync', state: 'failed', error: 'No member could be collected.', finished_at: frame.now });

const STATES: Record<string, Edition | null> = {
  published: edition(),
  'no cohort': null,
  'nothing ranked': edition({ ranking: rankingPage({ items: [], total: 0 }), stories: noStories }),
  'before the first run': edition({ stats: stats({ ...noVersion, last_run: null }) }),
  'in the first run': edition({ stats: stats({ ...noVersion, last_run: collecting }) }),
  'after a first run that failed': edition({ stats: stats({ ...noVersion, last_run: failed }) }),
  'in a later run': edition({ stats: stats({ last_run: active }) }),
  'after a run that failed': edition({ stats: stats({ last_run: failed }) }),
  'after a run that failed in part': edition({
    stats: stats({ last_run: { ...done, kind: 'sync', state: 'partial' } }),
  }),
  'with TMDB’s posters': edition({ ranking: top({ poster_url: 'https://image.tmdb.org/t/p/w342/a.jpg' }) }),
};

describe.each(Object.entries(STATES))('the first page %s', (_, shown) => {
  const page = render(shown);

  it('stands under a policy that forbids everything inline', () => {
    expect(page).not.toMatch(/<[^>]*\s(style|on\w+)=/i);
    expect(page).not.toContain('<style');
    for (const [script] of page.matchAll(/<script.*?<\/script>/gs)) {
      expect(script).toMatch(
        /^<script type="module" src="\/(assets\/almanac\.js\?v=1|widgets\/dashboard\.js)"><\/script>$/,
      );
    }
  });

  it('closes what it opens', () => {
    const open: string[] = [];
    for (const [, end, name, own] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!own && !['meta', 'link', 'img'].includes(name!)) open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it('names no member', () => {
    expect(page).not.toMatch(/secret-(seed|owner|member)/);
  });

  it('has one main heading, landmarks, and carries the attributions', () => {
    expect(page.match(/<h1\b/g)).toHaveLength(1);
    expect(page.match(/<main\b[^>]*id="content"/g)).toHaveLength(1);
    expect(page).toContain('members of Letterboxd');
    expect(page).toContain('not endorsed, certified, or otherwise approved by TMDB');
  });

  it('has ids that are there once, and links within it that lead somewhere', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id!);
    expect(ids).toEqual(expect.arrayContaining(wanted));
  });
});

describe('films', () => {
  it('with markup in title, name and slug are text', () => {
    const evil = '"><script>alert(1)</script>\'&';
    const directors = [{ person_id: 1, name: evil }];
    const ranking = top({ title: evil, slug: evil, directors }, { rank: 2, title: evil, slug: null, directors });
    const stories = { ...edition().stories, loved: [{ ...lovedFilm, title: evil }] };
    const page = render(
      edition({ ranking, stories, cohort: { label: 'demo', display_name: evil, description: evil } }),
    );
    expect(page).not.toContain('<script>');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;</cite>');
    expect(page).toContain('href="https://letterboxd.com/film/%22%3E%3Cscript%3E');
  });

  it('know their number, by which the dashboard leads to a page of its own', () => {
    const page = render(edition({ ranking: top({ film_id: 4711, slug: 'ikiru' }) }));
    expect(page).toContain('<a href="https://letterboxd.com/film/ikiru/" rel="external" data-film="4711">');
  });

  it('without year, world, director or address leave no gap and no null', () => {
    const bare = { release_year: null, divergence: null, directors: [], slug: null, lid: null, consensus: null };
    const page = render(edition({ ranking: top({ ...bare, title: 'M' }), stories: noStories, world: new Map() }));
    expect(page).not.toMatch(/null|undefined|NaN/);
    expect(page).toContain('<h3><cite class="title" dir="auto">M</cite></h3>');
    expect(page).not.toContain('<path class="world"');
    expect(page).toContain('<span class="unseen">not known</span>');
  });

  it('have the world’s histogram as an outline where it is known, and both in words', () => {
    const page = render(edition());
    expect(page.match(/<path class="world"/g)).toHaveLength(1);
    expect(page).toContain(
      '<title>5 ratings, from half a star to five: 0, 0, 0, 0, 0, 0, 0, 1, 2, 2. ' +
        'On Letterboxd, in percent: 0, 0, 0, 0, 0, 10, 10, 20, 30, 30.</title>',
    );
  });

  it('say how they moved, unless there is nothing to compare with', () => {
    const moves = [4, 2, 1, null].map((previous_rank, i) => ({ rank: i + 1, film_id: i, previous_rank }));
    const page = render(edition({ ranking: top(...moves) }));
    for (const told of ['▲3', 'up 3 places', '＝', '▼2', 'down 2 places', '<span class="new">new</span>']) {
      expect(page).toContain(told);
    }
    const first = render(edition());
    expect(first).not.toContain('class="new"');
    expect(first).toContain('first edition: no ranks to compare with yet');
  });

  it('say what their labels say, and nothing where they say nothing', () => {
    const told = top({ bucket: 'Cult favorite', distribution: 'polarizing', consensus: 'divisive' });
    expect(render(edition({ ranking: told, stories: noStories }))).toContain('>Cult favorite · polarizing</span>');
    const silent = top({ bucket: 'Steady performer', distribution: 'unclassified', consensus: 'mixed' });
    expect(render(edition({ ranking: silent, stories: noStories }))).not.toContain('class="words"');
  });

  it('stand on the frontispiece up to the third, and in a table from the fourth', () => {
    const page = render(edition());
    expect(page.match(/<li class="card">/g)).toHaveLength(3);
    expect(page).toContain('Ranks 4 to 5</caption>');
    expect(page).toContain('The first 5 of 40 films');
    expect(render(edition({ ranking: top({}) }))).not.toContain('<table');
  });
});

describe('stories', () => {
  it('are told with their numbers', () => {
    const page = render(edition());
    expect(page).toContain('2 gave four stars or more, 3 two or fewer');
    expect(page).toContain('<span class="number">+1.25</span>');
    expect(page).toContain('<span class="number">\u22120.75</span>');
    expect(page).toContain('4.50 here, 5.25 there');
    expect(page).toContain('4 hearts');
  });

  it('are left out when there is nothing to tell, and out of the contents too', () => {
    const page = render(edition({ stories: { ...noStories, gems: [film()] } }));
    expect(page).toContain('href="#gems"');
    expect(page).not.toMatch(/(id="|#)(quarrels|against|loved)/);
  });
});

describe('the state of things', () => {
  it('stands under the list: who, from where, as of when', () => {
    const ranking = rankingPage({ items: [film()] });
    const coverage = { ...ranking.coverage, newest_observed_at: '2026-11-22T19:40:00.000Z' };
    expect(render(edition({ ranking: { ...ranking, coverage } }))).toContain(
      '11 of 12 members · exports and crawl · as of 22 Nov 2026, 19:40 UTC',
    );
  });

  it('in the first run: the stages, with a count in words and as a bar, and a page that follows', () => {
    const page = render(edition({ stats: stats({ ...noVersion, last_run: collecting }) }));
    expect(page).toContain('The first edition is being made.');
    expect(page).toContain('7 of 12 members');
    expect(page).toContain('<progress value="7" max="12"');
    expect(page).toContain('<body data-version="0">');
    expect(page).toContain('<script type="module" src="/assets/almanac.js');
    expect(page).toContain('<noscript><meta http-equiv="refresh"');
  });

  it('in a later run: what is there stays', () => {
    const page = render(edition({ stats: stats({ last_run: active }) }));
    expect(page).toContain('What you see is whole and stays until it is done.');
    expect(page).toContain('<body data-version="3">');
    expect(page).toContain('Film 1');
  });

  it('at rest: no script but the dashboard', () => {
    const page = render(edition()).replace('<script type="module" src="/widgets/dashboard.js"></script>', '');
    expect(page).not.toMatch(/<script|http-equiv/);
  });

  it('after a failure: what happened, what is safe, what to do', () => {
    const page = render(edition({ stats: stats({ last_run: failed }) }));
    expect(page).toContain('The last sync failed on 23 Nov 2026, 10:00 UTC.');
    expect(page).toContain('1 task met a profile that is private.');
    expect(page).toContain('What you see is from before and is whole.');
    expect(page).toContain('<code>npx almanac sync demo --wait</code>');
  });

  it('when old: how old', () => {
    const last_synced_at = new Date('2026-11-01T10:00:00Z');
    expect(render(edition({ stats: stats({ last_synced_at }) }))).toContain('These numbers are 22 days old.');
    expect(render(edition())).not.toContain('days old');
  });

  it('with no cohort: how to make one', () => {
    expect(render(null)).toContain('npx almanac cohort create --label friends');
  });
});
