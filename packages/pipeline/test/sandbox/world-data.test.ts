/** The bundled demo world: its tables agree with each other and with what its README says of them. */
import { describe, expect, it } from 'vitest';
import {
  countBy,
  favorites,
  filmBySlug,
  films,
  follows,
  given,
  groupBy,
  HEADERS,
  likes,
  listLikes,
  listOf,
  lists,
  members,
  pairOf,
  parts,
  ratings,
  read,
  type Table,
  textOf,
  watchlists,
} from './bundled-world.ts';

/** TMDB's genres of films, which those of the bundled series share. */
const GENRES = new Set(
  'Action,Adventure,Animation,Comedy,Crime,Documentary,Drama,Family,Fantasy,History,Horror,Music,Mystery,Romance,Science Fiction,Thriller,TV Movie,War,Western'.split(
    ',',
  ),
);
/** Nothing in the world happens later, so that the demo stays true while its clock runs on. */
const LAST_DAY = '2026-10-31';
/** Who is the seed of the demo cohort. */
const CURATOR = 'odile_keeps';

function expectUnique(values: readonly string[]): void {
  const seen = new Set<string>();
  expect(values.filter((value) => seen.size === seen.add(value).size)).toEqual([]);
}

describe('the tables of the bundled world', () => {
  it.each(Object.entries(HEADERS))(
    '%s.csv has its header and no empty cell where one must be filled',
    (table, header) => {
      const text = textOf(table as Table);
      expect(text.slice(0, text.indexOf('\n'))).toBe(header);
      expect(text.endsWith('\n')).toBe(true);
      expect(text).toBe(text.normalize('NFC'));
      for (const row of read(table as Table)) {
        for (const key of [
          'username',
          'follower',
          'followed',
          'slug',
          'title',
          'display_name',
          'list_slug',
          'position',
        ]) {
          if (key in row) expect(row[key], `${table}: ${JSON.stringify(row)}`).not.toBe('');
        }
      }
    },
  );

  it('has 12 members and 300 films', () => {
    expect(members).toHaveLength(12);
    expect(films).toHaveLength(300);
    for (const { username } of members) expect(username).toMatch(/^[a-z0-9_]{2,15}$/);
  });

  it('refers only to members, films and lists that are there', () => {
    const names = new Set(given(members, 'username'));
    const owned = new Set(lists.map((row) => listOf(row.username!, row.list_slug!)));
    for (const row of [...ratings, ...likes, ...favorites, ...watchlists, ...lists]) {
      expect(names.has(row.username!) && filmBySlug.has(row.slug!), pairOf(row)).toBe(true);
    }
    for (const row of follows) {
      expect(names.has(row.follower!) && names.has(row.followed!) && row.follower !== row.followed).toBe(true);
    }
    for (const row of listLikes) {
      expect(names.has(row.username!) && row.username !== row.list_owner).toBe(true);
      expect(owned.has(listOf(row.list_owner!, row.list_slug!))).toBe(true);
    }
  });

  it('says nothing twice', () => {
    expectUnique(members.map((row) => row.username!.toLowerCase()));
    for (const column of ['slug', 'lid', 'letterboxd_id', 'imdb_id']) expectUnique(given(films, column));
    expectUnique(films.filter((film) => film.tmdb_id).map((film) => `${film.tmdb_type} ${film.tmdb_id}`));
    for (const table of [ratings, likes, favorites, watchlists]) expectUnique(table.map(pairOf));
    expectUnique(favorites.map((row) => `${row.username} ${row.position}`));
    expectUnique(follows.map((row) => `${row.follower} ${row.followed}`));
    expectUnique(lists.map((row) => `${listOf(row.username!, row.list_slug!)} ${row.slug}`));
    expectUnique(listLikes.map((row) => `${row.username} ${listOf(row.list_owner!, row.list_slug!)}`));
  });

  it('keeps its invented ids out of the real ranges', () => {
    for (const lid of given(films, 'lid')) expect(lid).toMatch(/^[0-9A-Za-z]{4}$/);
    for (const id of given(films, 'letterboxd_id')) expect(Number(id)).toBeGreaterThanOrEqual(9_000_000);
    for (const id of given(films, 'tmdb_id')) expect(Number(id)).toBeGreaterThanOrEqual(90_000_000);
    for (const id of given(films, 'imdb_id')) expect(id).toMatch(/^tt99\d{6}$/);
    for (const film of films) expect(['movie', 'tv'].includes(film.tmdb_type!), film.slug).toBe(film.tmdb_id !== '');
  });

  it('has plausible facts about each film', () => {
    const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const film of films) {
      if (film.year) expect(Number(film.year), film.slug).toSatisfy((year: number) => year >= 1895 && year <= 2026);
      if (film.runtime) expect(Number(film.runtime), film.slug).toSatisfy((minutes: number) => minutes > 0);
      expect(film.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const column of ['directors', 'genres', 'countries']) {
        expect(parts(film[column]!), `${column} of ${film.slug}`).not.toEqual([]);
        expectUnique(parts(film[column]!));
      }
      for (const genre of parts(film.genres!)) expect(GENRES.has(genre), `${genre} of ${film.slug}`).toBe(true);
      for (const code of parts(film.countries!)) {
        expect(regions.of(code), `${code} of ${film.slug}`).toBeDefined();
        // A code that ISO 3166 has withdrawn (SU, CS) is canonicalised to another.
        expect(Intl.getCanonicalLocales(`und-${code}`)).toEqual([`und-${code}`]);
      }
    }
    expect(new Set(films.map((film) => film.year!.slice(0, 3)).filter(Boolean)).size).toBe(13);
  });

  it('has world averages that follow from their histograms', () => {
    for (const film of films) {
      const counts = parts(film.histogram!).map(Number);
      if (film.weighted_average) expect(film.weighted_average).toMatch(/^[0-5]\.\d\d$/);
      if (counts.length === 0) continue;
      expect(counts, film.slug).toHaveLength(10);
      expect(counts.every((count) => Number.isSafeInteger(count) && count > 0)).toBe(true);
      if (!film.weighted_average) continue;
      const total = counts.reduce((sum, count) => sum + count, 0);
      const mean = counts.reduce((sum, count, index) => sum + (count * (index + 1)) / 2, 0) / total;
      expect(Math.abs(mean - Number(film.weighted_average)), film.slug).toBeLessThanOrEqual(0.05);
    }
  });

  it('shows the cases that real data has', () => {
    const without = (column: string): number => films.filter((film) => film[column] === '').length;
    for (const column of ['lid', 'tmdb_id', 'imdb_id', 'weighted_average', 'histogram']) {
      expect(without(column), column).toSatisfy((n: number) => n >= 3 && n <= 8);
    }
    expect(films.filter((film) => film.year === '').map((film) => film.slug)).toEqual(['the-day-the-clown-cried']);
    expect(films.filter((film) => film.tmdb_type === 'tv')).toHaveLength(3);
    for (const sign of [/\(.+\)/, /,/, /"/, /'/, /&|\//, /^\+/, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u]) {
      expect(
        films.some((film) => sign.test(film.title!)),
        String(sign),
      ).toBe(true);
    }
    expect(films.some((film) => /\p{Script=Hiragana}/u.test(film.title!) && film.year)).toBe(true);
    expect(films.some((film) => film.title!.length > 90)).toBe(true);
    // The same title twice, and lids and TMDB numbers that differ only in letter case or type.
    expect(
      films
        .filter((film) => film.title === 'Nosferatu')
        .map((film) => film.year)
        .sort(),
    ).toEqual(['1922', '2024']);
    const lids = given(films, 'lid');
    expect(new Set(lids.map((lid) => lid.toLowerCase())).size).toBeLessThan(lids.length);
    const numbers = given(films, 'tmdb_id');
    expect(new Set(numbers).size).toBeLessThan(numbers.length);
  });

  it('has ratings on the half-star scale, dated after the film and before the last day', () => {
    for (const row of ratings) {
      expect(row.rating).toMatch(/^(|[1-5]|[0-4]\.5)$/);
      expect(row.rating).not.toBe('0');
      expect(row.liked).toMatch(/^[01]$/);
      // A like without a rating belongs into likes.csv.
      if (row.rating === '') expect(row.liked).toBe('0');
    }
    const times = [...ratings, ...likes].map((row) => [row.rated_at ?? row.liked_at!, row] as const);
    for (const [time, row] of times.filter(([text]) => text !== '')) {
      expect(new Date(time).toISOString(), pairOf(row)).toBe(time.replace('Z', '.000Z'));
      expect(time.slice(0, 4) >= '2019' && time.slice(0, 10) <= LAST_DAY, pairOf(row)).toBe(true);
      expect(Number(time.slice(0, 4)), pairOf(row)).toBeGreaterThanOrEqual(Number(filmBySlug.get(row.slug!)!.year));
    }
    expect(times.some(([text]) => text === '')).toBe(true);
  });

  it('gives each member a plausible shelf', () => {
    const rated = countBy(
      ratings.filter((row) => row.rating !== ''),
      'username',
    );
    const watched = countBy(ratings, 'username');
    const wanted = countBy(watchlists, 'username');
    const best = countBy(favorites, 'username');
    for (const { username } of members) {
      const [of, all] = [rated.get(username!)!, watched.get(username!)!];
      expect(of, username).toSatisfy((n: number) => n >= 60 && n <= 220);
      expect((all - of) / all, username).toSatisfy((share: number) => share >= 0.03 && share <= 0.11);
      expect(wanted.get(username!), username).toSatisfy((n: number) => n >= 10 && n <= 60);
      expect(best.get(username!), username).toBe(4);
    }
    const loved = new Set(ratings.filter((row) => Number(row.rating) >= 4 && row.liked === '1').map(pairOf));
    for (const row of favorites) expect(loved.has(pairOf(row)), pairOf(row)).toBe(true);
  });

  it('keeps watchlists, ratings and likes-only rows apart', () => {
    const seen = new Set(ratings.map(pairOf));
    const liked = new Set(likes.map(pairOf));
    expect(likes.filter((row) => seen.has(pairOf(row)))).toEqual([]);
    expect(watchlists.filter((row) => seen.has(pairOf(row)) || liked.has(pairOf(row)))).toEqual([]);
  });

  it('numbers its lists from 1, one of them ranked and 40 long', () => {
    const byList = groupBy(lists, (row) => listOf(row.username!, row.list_slug!));
    expect(byList.size).toBe(5);
    for (const rows of byList.values()) {
      expect(rows.map((row) => Number(row.position))).toEqual(rows.map((_, index) => index + 1));
      expect(new Set(rows.map((row) => `${row.ranked} ${row.list_title}`)).size).toBe(1);
    }
    const forty = byList.get(`${CURATOR}/forty-for-the-lighthouse`)!;
    expect([forty.length, forty[0]!.ranked]).toEqual([40, '1']);
    expect([...byList.values()].some((rows) => rows[0]!.ranked === '0')).toBe(true);
  });

  it('can be collected from one seed, who follows all the others', () => {
    const followed = follows.filter((row) => row.follower === CURATOR).map((row) => row.followed!);
    expect([CURATOR, ...followed].sort()).toEqual(given(members, 'username').sort());
  });
});
