import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter, type FilmFilter, parseFilter, type RankingRow } from '../../src/index.ts';
import { validPairs } from './queries.ts';
import { ranking, row } from './rows.ts';

function filterOf(input: Record<string, unknown> | Iterable<readonly [string, string]>): FilmFilter {
  const parsed = parseFilter(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
}

// The reference, written parameter by parameter and without the table.
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ø', 'o');
const slugOf = (text: string) =>
  plain(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');

function passes(film: RankingRow, f: FilmFilter): boolean {
  const min = (value: number | null, limit: number | undefined) =>
    limit === undefined || (value !== null && value >= limit);
  const max = (value: number | null, limit: number | undefined) =>
    limit === undefined || (value !== null && value <= limit);
  const any = (values: readonly string[] | undefined, value: string | null) =>
    values === undefined || (value !== null && values.includes(value));
  const labels = (values: readonly string[] | undefined, items: RankingRow['genres']) =>
    !values || items.some(({ id, name }) => values.some((v) => slugOf(v) === slugOf(id) || slugOf(v) === slugOf(name)));
  const people = (values: readonly string[] | undefined, items: RankingRow['actors']) =>
    !values ||
    items.some(({ person_id, name }) =>
      values.some((v) => (/^\d+$/.test(v) ? Number(v) === person_id : slugOf(v) === slugOf(name))),
    );
  const title = plain(film.title);
  const found = (word: string) =>
    /[\p{L}\p{N}]/u.test(word)
      ? title.includes(word) || title.replace(/[^\p{L}\p{N}\s]/gu, '').includes(word)
      : title === word;
  return (
    min(film.release_year, f.release_year_min) &&
    max(film.release_year, f.release_year_max) &&
    (!f.decade || f.decade.some((d) => film.release_year !== null && Math.floor(film.release_year / 10) * 10 === d)) &&
    min(film.watchers, f.watchers_min) &&
    max(film.watchers, f.watchers_max) &&
    min(film.watchers_percentile, f.watchers_percentile_min) &&
    max(film.watchers_percentile, f.watchers_percentile_max) &&
    min(film.avg_rating, f.rating_min) &&
    max(film.avg_rating, f.rating_max) &&
    min(film.rating_percentile, f.rating_percentile_min) &&
    max(film.rating_percentile, f.rating_percentile_max) &&
    min(film.score, f.score_min) &&
    max(film.score, f.score_max) &&
    min(film.likes_count, f.likes_min) &&
    min(film.like_rate, f.like_rate_min) &&
    min(film.favorite_rate, f.favorite_rate_min) &&
    min(film.likes_only_count, f.likes_only_min) &&
    min(film.divergence, f.divergence_min) &&
    max(film.divergence, f.divergence_max) &&
    min(film.rating_stddev, f.stddev_min) &&
    max(film.rating_stddev, f.stddev_max) &&
    min(film.runtime_minutes, f.runtime_min) &&
    max(film.runtime_minutes, f.runtime_max) &&
    any(f.distribution, film.distribution) &&
    any(f.bucket, film.bucket) &&
    any(f.cluster, film.cluster) &&
    any(f.consensus, film.consensus) &&
    any(f.media_type, film.media_type) &&
    labels(f.genre, film.genres) &&
    labels(f.country, film.countries) &&
    people(f.director, film.directors) &&
    people(f.actor, film.actors) &&
    people(f.writer, film.writers) &&
    (f.q === undefined || plain(f.q).split(/\s+/).every(found))
  );
}

function reference(rows: readonly RankingRow[], f: FilmFilter): RankingRow[] {
  const best = rows.filter((film) => passes(film, f)).slice(0, f.top ?? rows.length);
  const sortValue = (film: RankingRow) => (f.sort === 'title' ? plain(film.title) : film[f.sort]);
  const known = best.filter((film) => sortValue(film) !== null);
  const unknown = best.filter((film) => sortValue(film) === null);
  known.sort((a, b) => {
    const [x, y] = [sortValue(a)!, sortValue(b)!];
    const up = x < y ? -1 : x > y ? 1 : 0;
    return (f.order === 'asc' ? up : -up) || a.rank - b.rank;
  });
  return [...known, ...unknown.sort((a, b) => a.rank - b.rank)];
}

const ranks = (rows: readonly RankingRow[]) => rows.map((film) => film.rank);

describe('applyFilter', () => {
  it('equals the naive reference', () => {
    fc.assert(
      fc.property(ranking, validPairs, (rows, pairs) => {
        const filter = filterOf(pairs);
        expect(ranks(applyFilter(rows, filter))).toEqual(ranks(reference(rows, filter)));
      }),
      { numRuns: 1000 },
    );
  });

  it('equals it with one parameter at a time, which seldom leaves nothing', () => {
    const onePair = validPairs.filter((pairs) => pairs.length === 1);
    fc.assert(
      fc.property(ranking, onePair, (rows, pairs) => {
        const filter = filterOf(pairs);
        expect(ranks(applyFilter(rows, filter))).toEqual(ranks(reference(rows, filter)));
      }),
      { numRuns: 500 },
    );
  });

  it('cuts to the best of what the filters leave, then sorts', () => {
    const rows = [
      row({ rank: 1, watchers: 2, media_type: 'tv' }),
      row({ rank: 2, watchers: 5 }),
      row({ rank: 3, watchers: 9 }),
      row({ rank: 4, watchers: 99 }),
    ];
    expect(ranks(applyFilter(rows, filterOf({ media_type: 'movie', top: 2, sort: 'watchers' })))).toEqual([3, 2]);
  });

  it.each(['asc', 'desc'])('keeps rank order among ties and puts unknown values last: %s', (order) => {
    const years = [null, 1990, 1990, null, 1990];
    const rows = years.map((release_year, i) => row({ rank: i + 1, release_year }));
    expect(ranks(applyFilter(rows, filterOf({ sort: 'release_year', order })))).toEqual([2, 3, 5, 1, 4]);
  });

  it('leaves the rows alone', () => {
    const rows = Object.freeze([row({ rank: 1, watchers: 1 }), row({ rank: 2, watchers: 2 })]);
    expect(ranks(applyFilter(rows, filterOf({ sort: 'watchers' })))).toEqual([2, 1]);
    expect(ranks(rows)).toEqual([1, 2]);
  });
});

describe('what applyFilter keeps', () => {
  const keeps = (input: Record<string, unknown>, film: Partial<RankingRow> = {}) =>
    applyFilter([row(film)], filterOf(input)).length === 1;

  it.each([
    ['cleo', true],
    ['CLÉO 7', true],
    ['5 to 7 cleo', true],
    ['cleo 8', false],
  ])('finds all words of q=%s in the title, in any order', (q, expected) => expect(keeps({ q })).toBe(expected));

  it.each([
    ['spider man', 'Spider-Man'],
    ['spiderman', 'Spider-Man'],
    ['mash', 'M*A*S*H'],
    ['walle', 'WALL·E'],
    ['orsted', 'Ørsted'],
    ['侍', '七人の侍'],
    ['$', '$'],
    ['æon', 'AEon Flux'],
  ])('finds q=%s in %s', (q, title) => expect(keeps({ q }, { title })).toBe(true));

  it('keeps the marks that make another letter in Japanese', () => {
    expect(keeps({ q: 'ハハ' }, { title: 'パパ' })).toBe(false);
  });

  it('matches people by number or name, and a number only by number', () => {
    const directors = [{ person_id: 7, name: '12' }];
    expect(keeps({ director: '7' }, { directors })).toBe(true);
    expect(keeps({ director: '12' }, { directors })).toBe(false);
    expect(keeps({ director: 'agnes varda' })).toBe(true);
    expect(keeps({ director: ['nobody', 'VARDA, Agnès'] })).toBe(false);
  });

  it('matches genres and countries by id or name', () => {
    expect(keeps({ country: 'fr' })).toBe(true);
    expect(keeps({ country: 'FRANCE' })).toBe(true);
    const genres = [{ id: 'science-fiction', name: 'Science Fiction' }];
    expect(keeps({ genre: 'science fiction' }, { genres })).toBe(true);
    expect(keeps({ genre: 'science' }, { genres })).toBe(false);
  });

  it('leaves out films that lack what a bound asks about', () => {
    expect(keeps({ release_year_max: 2000 }, { release_year: null })).toBe(false);
    expect(keeps({ divergence_min: -5 }, { divergence: null })).toBe(false);
    expect(keeps({ decade: 1960 }, { release_year: null })).toBe(false);
    expect(keeps({}, { release_year: null })).toBe(true);
  });
});
