/** The almanac's own parsers read every page of the site back to what the world says. */
import { join } from 'node:path';
import { histogramTotal } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import { type ParsedPage, type ParseKind, parsePage } from '../../src/parse/index.ts';
import { drift } from '../../src/sandbox/faults.ts';
import { bundledWorldDir, loadMovielens, loadWorld } from '../../src/sandbox/index.ts';
import { Site } from '../../src/sandbox/site.ts';
import type { World, WorldFilm, WorldMember, WorldRating } from '../../src/sandbox/world.ts';
import { FIXTURES, get } from './support.ts';

function parsed<K extends ParseKind>(site: Site, kind: K, path: string): ParsedPage<K> {
  const { status, body, headers } = get(site, path);
  const result = parsePage(kind, body, { url: path, status, headers });
  if (!result.ok) throw new Error(`${path}: ${JSON.stringify(result.error)}`);
  expect([path, result.page.warnings, result.page.complete]).toEqual([path, [], true]);
  return result.page;
}

/** All items of a listing, from page to page. */
function all<K extends 'films' | 'likes' | 'watchlist' | 'members' | 'list' | 'diary' | 'person'>(
  site: Site,
  kind: K,
  path: string,
): ParsedPage<K>['items'][number][] {
  const items: ParsedPage<K>['items'][number][] = [];
  for (let next: string | null = path; next !== null; ) {
    const page: ParsedPage<K> = parsed(site, kind, next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

/** A film as a poster can tell it. */
function posterOf({ slug, title, year, lid, letterboxd_id }: WorldFilm) {
  return { slug, title, year, lid, letterboxd_id };
}

function bySlug<T extends { slug: string | null }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => ((a.slug ?? '') < (b.slug ?? '') ? -1 : 1));
}

function shelvesMatch(site: Site, world: World, member: WorldMember): void {
  const u = member.username;
  const watched = world.ratings.filter((r) => r.member === member);
  const likedOnly = new Set(world.likes.filter((l) => l.member === member).map((l) => l.film));
  const expected = watched.map((r) => ({
    ...posterOf(r.film),
    rating: r.half_stars === null ? null : r.half_stars / 2,
    liked: r.liked || likedOnly.has(r.film),
  }));
  const rated = expected.filter((item) => item.rating !== null);
  expect(bySlug(all(site, 'films', `/${u}/films/`))).toEqual(bySlug(expected));
  expect(bySlug(all(site, 'films', `/${u}/films/by/rated-date/`))).toEqual(bySlug(expected));
  expect(bySlug(all(site, 'films', `/${u}/films/rated/.5-5/`))).toEqual(bySlug(rated));

  const watchedFilms = new Set(watched.map((r) => r.film));
  const liked = [
    ...expected.filter((item) => item.liked),
    ...[...likedOnly].filter((f) => !watchedFilms.has(f)).map((f) => ({ ...posterOf(f), rating: null, liked: true })),
  ];
  expect(bySlug(all(site, 'likes', `/${u}/likes/films/`))).toEqual(bySlug(liked));
  const unrated = liked.filter((item) => item.rating === null);
  expect(bySlug(all(site, 'likes', `/${u}/likes/films/rated/none/`))).toEqual(bySlug(unrated));

  const wanted = world.watchlists.filter((w) => w.member === member).map((w) => w.film);
  expect(all(site, 'watchlist', `/${u}/watchlist/`).map((i) => i.slug)).toEqual(wanted.map((f) => f.slug));
  expect(parsed(site, 'watchlist', `/${u}/watchlist/`).total).toBe(wanted.length);
}

function diaryMatches(site: Site, world: World, member: WorldMember): void {
  const entries = world.ratings
    .map((rating, index) => ({ ...rating, viewing: index + 1 }))
    .filter((r) => r.member === member && r.rated_at !== null)
    .sort((a, b) => b.rated_at! - a.rated_at! || b.viewing - a.viewing);
  const said = ({ half_stars, liked, rated_at }: WorldRating) => ({
    rating: half_stars === null ? null : half_stars / 2,
    liked,
    rewatch: false,
    watched_on: new Date(rated_at!).toISOString().slice(0, 10),
  });
  expect(all(site, 'diary', `/${member.username}/diary/`)).toEqual(
    entries.map((r) => ({ ...posterOf(r.film), ...said(r), reviewed: false, viewing_id: String(r.viewing) })),
  );

  const feed = parsed(site, 'rss', `/${member.username}/rss/`);
  expect(feed.item).toEqual({ username: member.username, title: `Letterboxd - ${member.display_name}` });
  expect(feed.items).toEqual(
    entries.slice(0, 50).map((r) => ({
      kind: 'watch',
      guid: `letterboxd-watch-${r.viewing}`,
      title: r.film.title,
      year: r.film.year,
      ...said(r),
      tmdb_type: r.film.tmdb_id === null ? null : r.film.tmdb_type,
      tmdb_id: r.film.tmdb_id,
      slug: r.film.slug,
      published_at: new Date(Math.floor(r.rated_at! / 1000) * 1000).toISOString(),
    })),
  );
}

function networkMatches(site: Site, world: World, member: WorldMember): void {
  const names = (path: string) =>
    all(site, 'members', path).map(({ username, display_name }) => ({ username, display_name }));
  const following = world.follows.filter((f) => f.follower === member).map((f) => f.followed);
  const followers = world.follows.filter((f) => f.followed === member).map((f) => f.follower);
  expect(names(`/${member.username}/following/`)).toEqual(following);
  expect(names(`/${member.username}/followers/`)).toEqual(followers);

  const { item } = parsed(site, 'profile', `/${member.username}/`);
  const favorites = world.favorites.filter((f) => f.member === member).sort((a, b) => a.position - b.position);
  expect(item.favorites.map((f) => f.slug)).toEqual(favorites.map((f) => f.film.slug));
  expect([item.username, item.display_name]).toEqual([member.username, member.display_name]);
  expect(item.counts).toEqual({
    films: world.ratings.filter((r) => r.member === member).length,
    lists: world.lists.filter((l) => l.owner === member).length,
    following: following.length,
    followers: followers.length,
  });
}

function listsMatch(site: Site, world: World): void {
  for (const list of world.lists) {
    const path = `/${list.owner.username}/list/${list.slug}/`;
    const ratings = new Map(world.ratings.filter((r) => r.member === list.owner).map((r) => [r.film, r.half_stars]));
    const expected = list.films.map((film, index) => ({
      slug: film.slug,
      position: list.ranked ? index + 1 : null,
      rating: ratings.get(film) ? ratings.get(film)! / 2 : null,
    }));
    const items = all(site, 'list', path).map(({ slug, position, rating }) => ({ slug, position, rating }));
    expect(items).toEqual(expected);
    expect(parsed(site, 'list', path).item).toEqual({
      title: list.title,
      owner: list.owner.username,
      path,
      ranked: list.ranked,
    });
    const likers = world.list_likes.filter((l) => l.list === list).map((l) => l.member.username);
    expect(all(site, 'members', `${path}likes/`).map((m) => m.username)).toEqual(likers);
  }
}

function filmMatches(site: Site, film: WorldFilm): void {
  const average = film.weighted_average === null ? null : Number(film.weighted_average.toFixed(2));
  const { item } = parsed(site, 'film', `/film/${film.slug}/`);
  expect(item).toEqual({
    ...posterOf(film),
    tmdb_type: film.tmdb_id === null ? item.tmdb_type : film.tmdb_type,
    tmdb_id: film.tmdb_id,
    imdb_id: film.imdb_id,
    runtime_minutes: film.runtime_minutes,
    directors: film.directors.map((name) => ({ name, slug: site.directorSlug(name) })),
    genres: film.genres,
    average,
    rating_count: average === null || film.histogram === null ? null : histogramTotal(film.histogram),
    histogram: null,
    poster_url: null,
  });
  if (film.histogram === null) return;
  const summary = parsed(site, 'histogram', `/csi/film/${film.slug}/ratings-summary/`).item;
  expect(summary).toMatchObject({ average, rating_count: histogramTotal(film.histogram), histogram: film.histogram });
  expect(summary.fans ?? 0).toBe(site.fans.get(film) ?? 0);
}

describe.each([
  ['the world of the fixtures', () => loadWorld(join(FIXTURES, 'world'))],
  ['the bundled world', () => loadWorld(bundledWorldDir())],
  ['MovieLens', () => loadMovielens(join(FIXTURES, 'movielens'))],
])('%s', (_name, load) => {
  const world = load();
  const site = new Site(world);

  it('reads shelves back', () => {
    for (const member of world.members) shelvesMatch(site, world, member);
  });

  it('reads diaries and feeds back', () => {
    for (const member of world.members) diaryMatches(site, world, member);
  });

  it('reads profiles and networks back', () => {
    for (const member of world.members) networkMatches(site, world, member);
  });

  it('reads lists back', () => {
    listsMatch(site, world);
  });

  it('reads films and histograms back', () => {
    for (const film of world.films) filmMatches(site, film);
  });

  it('reads directors back', () => {
    for (const { name, slug } of site.directors.values()) {
      const expected = world.films.filter((film) => film.directors.includes(name)).map(posterOf);
      const items = all(site, 'person', `/director/${slug}/`).map(
        ({ rating: _rating, liked: _liked, ...rest }) => rest,
      );
      expect(bySlug(items)).toEqual(bySlug(expected));
    }
  });
});

describe('a drifted page', () => {
  const site = new Site(loadWorld(join(FIXTURES, 'world')));
  const cases: [kind: ParseKind, path: string][] = [
    ['films', '/ada/films/'],
    ['films', '/cleo/films/'],
    ['likes', '/ada/likes/films/'],
    ['likes', '/cleo/likes/films/'],
    ['watchlist', '/ada/watchlist/'],
    ['watchlist', '/cleo/watchlist/'],
    ['members', '/ada/following/'],
    ['list', '/ada/list/best/'],
    ['profile', '/ada/'],
    ['diary', '/ada/diary/'],
    ['diary', '/cleo/diary/'],
    ['rss', '/ada/rss/'],
    ['person', '/director/steven-spielberg/'],
    ['film', '/film/jaws/'],
    ['histogram', '/csi/film/jaws/ratings-summary/'],
  ];
  it.each(cases)('of kind %s (%s) is refused', (kind, path) => {
    const result = parsePage(kind, drift(get(site, path).body), { url: path });
    expect(result).toMatchObject({ ok: false, error: { error: 'markup_changed' } });
  });
});
