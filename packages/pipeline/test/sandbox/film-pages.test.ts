import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorld } from '../../src/sandbox/load-world.ts';
import { Site } from '../../src/sandbox/site.ts';
import { FIXTURES, get, open, posters } from './support.ts';

const site = new Site(loadWorld(join(FIXTURES, 'world')));
const AMELIE = 'Amélie, or "the <i>Fabulous</i>" Destiny & 🎠';

describe('film page', () => {
  it('has title, year, director, runtime, ids and linked data', () => {
    const page = open(site, '/film/amelie/');
    expect(
      page('h1.primaryname .name')
        .text()
        .replace(/\u00a0/g, ' '),
    ).toBe(AMELIE);
    expect(page('span.releasedate a').text()).toBe('2001');
    expect(page('p.text-footer').text()).toMatch(/^\s*122\u00a0mins/);
    expect(page('p.text-footer a[data-track-action="TMDB"]').attr('href')).toBe(
      'https://www.themoviedb.org/movie/194/',
    );
    expect(page('p.text-footer a[data-track-action="IMDb"]').attr('href')).toContain('/tt0211915/');
    expect(
      page('#tab-panel-genres a')
        .toArray()
        .map((a) => page(a).text()),
    ).toEqual(['Comedy', 'Romance']);
    expect(
      page('#tab-panel-details a')
        .toArray()
        .map((a) => page(a).attr('href')),
    ).toEqual(['/films/country/france/', '/films/country/germany/']);
    expect(page('body').attr('data-tmdb-id')).toBe('194');
    const script = page('script[type="application/ld+json"]').text();
    const linked = JSON.parse(script.replace('/* <![CDATA[ */', '').replace('/* ]]> */', ''));
    expect(linked).toMatchObject({
      name: AMELIE,
      director: [{ name: 'Jean-Pierre Jeunet', sameAs: '/director/jean-pierre-jeunet/' }],
      aggregateRating: { ratingValue: 4.06, ratingCount: 9873 },
    });
  });

  it('shows a series as the real site does: its type is in the link only', () => {
    const page = open(site, '/film/chernobyl/');
    expect([page('body').attr('data-tmdb-type'), page('body').attr('data-tmdb-id')]).toEqual(['movie', '']);
    expect(page('a[data-track-action="TMDB"]').attr('href')).toBe('https://www.themoviedb.org/tv/87108/');
    expect(
      page('#tab-panel-details a')
        .toArray()
        .map((a) => page(a).text()),
    ).toEqual(['UK', 'USA']);
  });

  it('leaves out what is unknown', () => {
    const page = open(site, '/film/stolen-reel/');
    expect(page('span.releasedate, p.credits, p.text-footer a, .urlgroup').length).toBe(0);
    expect(page('body').attr('data-tmdb-id')).toBe('');
    expect(page('script[type="application/ld+json"]').text()).not.toContain('aggregateRating');
  });

  it('is found by number, TMDB id and IMDb id', () => {
    const target = (path: string) => {
      const { status, headers } = get(site, path);
      return [status, headers?.location];
    };
    expect(target('/film/film:51526/')).toEqual([302, '/film/jaws/']);
    expect(target('/tmdb/578/')).toEqual([302, '/film/jaws/']);
    expect(target('/tmdb/87108/')).toEqual([302, '/film/chernobyl/']);
    expect(target('/imdb/tt0073486/')).toEqual([302, '/film/jaws/']);
    for (const path of ['/film/film:1/', '/tmdb/1/', '/imdb/tt1/']) expect(target(path)).toEqual([404, undefined]);
  });
});

describe('histogram', () => {
  it('has ten bars with counts and rounded shares, the average and the fans', () => {
    const page = open(site, '/csi/film/jaws/ratings-summary/');
    const bars = page('li.rating-histogram-bar a')
      .toArray()
      .map((a) => page(a).attr('title'));
    expect(bars).toHaveLength(10);
    expect(bars.slice(0, 3)).toEqual(['100 half-★ ratings (2%)', '200 ★ ratings (4%)', '300 ★½ ratings (5%)']);
    expect(bars[9]).toBe('1,000 ★★★★★ ratings (18%)');
    expect(page('.average-rating a').attr('title')).toBe('Weighted average of 3.98 based on 5,500 ratings');
    expect(page('a.all-link').text().trim()).toBe('1 fan');
  });

  it('has no average when it is unknown, and no page when the counts are', () => {
    expect(open(site, '/csi/film/tale-of-tales/ratings-summary/')('.average-rating').length).toBe(0);
    expect(get(site, '/csi/film/chernobyl/ratings-summary/').status).toBe(404);
  });
});

describe('person', () => {
  it('shows all films of a director, newest first, and a TMDB id', () => {
    const page = open(site, '/director/steven-spielberg/');
    expect(posters(page, 'li.griditem').map((p) => p.slug)).toEqual(['jaws']);
    expect(page('body').attr('data-tmdb-id')).toMatch(/^\d{7}$/);
  });

  it('keeps two names with one spelling apart', () => {
    const page = open(site, '/film/nameless-2030/');
    const hrefs = page('p.credits a')
      .toArray()
      .map((a) => page(a).attr('href'));
    expect(hrefs).toEqual(['/director/agnes-varda-1/', '/director/agnes-varda/']);
    const ids = hrefs.map((href) => open(site, href!)('body').attr('data-tmdb-id'));
    expect(new Set(ids).size).toBe(2);
  });
});
