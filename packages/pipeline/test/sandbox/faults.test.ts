import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { applyFault, drift, FaultRules, loadFaults, parseFaults } from '../../src/sandbox/faults.ts';
import { loadWorld } from '../../src/sandbox/load-world.ts';
import { Site } from '../../src/sandbox/site.ts';
import { FIXTURES, get, withFolder } from './support.ts';

describe('faults file', () => {
  it('takes every field', () => {
    const rules = [
      { match: '^/ada/', status: 429, retry_after: 2, times: 3, delay_ms: 0 },
      { match: '/films/$', body: 'drift' },
    ];
    expect(withFolder({ 'f.json': JSON.stringify(rules) }, (dir) => loadFaults(join(dir, 'f.json')))).toEqual(rules);
  });

  it.each([
    [{}, 'it must be a list of rules'],
    [[{ status: 500 }], 'rule 1: "match" must be a regular expression as text'],
    [[{ match: 'a' }, { match: '(' }], 'rule 2: "match" is not a regular expression'],
    [[{ match: 'a', state: 500 }], 'rule 1: "state" is not one of match, body, status'],
    [[{ match: 'a', status: 99 }], 'rule 1: "status" must be a whole number from 200 to 599'],
    [[{ match: 'a', status: '429' }], '"status" must be'],
    [[{ match: 'a', retry_after: -1 }], '"retry_after" must be'],
    [[{ match: 'a', times: 0 }], '"times" must be a whole number from 1 on'],
    [[{ match: 'a', delay_ms: 0.5 }], '"delay_ms" must be'],
    [[{ match: 'a', body: 'fire' }], '"body" must be one of drift, challenge, truncated, empty'],
    [['a'], 'rule 1: must be an object'],
  ])('refuses %j', (rules, message) => {
    expect(() => parseFaults(rules)).toThrow(message);
  });

  it('names a file that is not there or not JSON', () => {
    expect(() => loadFaults('/nowhere.json')).toThrow("The faults file /nowhere.json can't be used");
    withFolder({ 'f.json': '{' }, (dir) =>
      expect(() => loadFaults(join(dir, 'f.json'))).toThrow("f.json can't be used"),
    );
  });
});

it('applies the first rule that matches and has times left', () => {
  const rules = new FaultRules([
    { match: '/films/', status: 500, times: 2 },
    { match: '^/ada/', status: 429 },
  ]);
  const statuses = ['/ada/films/', '/bob/films/', '/ada/films/', '/bob/films/', '/ada/'].map(
    (p) => rules.take(p)?.status,
  );
  expect(statuses).toEqual([500, 500, 429, undefined, 429]);
});

describe('what a fault makes of a page', () => {
  const site = new Site(loadWorld(join(FIXTURES, 'world')));
  const right = () => get(site, '/ada/films/');

  it('is 200 unless a status is given', () => {
    for (const body of ['drift', 'challenge', 'truncated', 'empty'] as const) {
      expect(applyFault({ match: '', body }, right).status).toBe(200);
      expect(applyFault({ match: '', body, status: 403 }, right).status).toBe(403);
    }
    expect(applyFault({ match: '', delay_ms: 5 }, right)).toMatchObject({ status: 200, body: right().body });
    expect(applyFault({ match: '' }, () => get(site, '/zoe/')).status).toBe(404);
  });

  it('is an error page with Retry-After', () => {
    const answer = applyFault({ match: '', status: 429, retry_after: 7 }, right);
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    expect(answer.body).not.toContain('LazyPoster');
  });

  it('is a challenge, known by header, title and form', () => {
    const answer = applyFault({ match: '', body: 'challenge', status: 403 }, right);
    expect(answer.headers).toMatchObject({ 'cf-mitigated': 'challenge' });
    const page = load(answer.body);
    expect(page('title').text()).toMatch(/^Just a moment/);
    expect(page('#challenge-form').length).toBe(1);
  });

  it('is half a page, or none', () => {
    const half = applyFault({ match: '', body: 'truncated' }, right).body;
    expect(right().body.startsWith(half)).toBe(true);
    expect(half.length).toBe(Math.floor(right().body.length / 2));
    expect(applyFault({ match: '', body: 'empty' }, right).body).toBe('');
  });

  it.each([
    ['/ada/films/', 'li.griditem, [data-component-class="LazyPoster"], [data-item-slug]'],
    ['/ada/likes/films/', 'li.posteritem, [data-item-slug]'],
    ['/ada/watchlist/', 'li.griditem, [data-num-entries]'],
    ['/cleo/films/', 'section.empty-text'],
    ['/cleo/watchlist/', 'section.empty-text, [data-num-entries]'],
    ['/ada/following/', 'table.member-table, div.person-summary'],
    ['/ada/list/best/', 'li.posteritem'],
    ['/ada/', 'h4.profile-statistic, .favourite-production-poster-container'],
    ['/ada/diary/', 'tr.diary-entry-row'],
    ['/film/jaws/', 'h1.primaryname, script[type="application/ld+json"]'],
    ['/csi/film/jaws/ratings-summary/', 'li.rating-histogram-bar'],
    ['/director/steven-spielberg/', 'li.griditem'],
  ])('is %s without what readers hold on to', (path, selector) => {
    const { body } = get(site, path);
    for (const one of selector.split(', ')) {
      expect(load(body)(one).length).toBeGreaterThan(0);
      expect(load(drift(body))(one).length).toBe(0);
    }
  });

  it('renames the feed’s and TMDB’s fields too', () => {
    expect(drift(get(site, '/ada/rss/').body)).not.toContain('<letterboxd:');
    const film = JSON.parse(drift(get(site, '/tmdb/3/movie/578').body));
    expect([film.id, film.title]).toEqual([undefined, undefined]);
  });
});
