/** Rows of a ranking for tests: generated, small, and with every kind of gap. */
import fc from 'fast-check';
import { BUCKETS, CLUSTERS, CONSENSUS, DISTRIBUTIONS, type RankingRow } from '../../src/index.ts';

const PEOPLE = ['Agnès Varda', 'Chris Marker', 'Céline Sciamma', '黒澤 明', 'Ørsted, H.'].map((name, i) => ({
  person_id: i + 1,
  name,
}));
const GENRES = ['Drama', 'Science Fiction', 'Horror'].map((name) => ({
  id: name.toLowerCase().replace(' ', '-'),
  name,
}));
const COUNTRIES = [
  { id: 'FR', name: 'France' },
  { id: 'JP', name: 'Japan' },
];

/** A film that everybody knows everything about; `over` replaces what a test is about. */
export function row(over: Partial<RankingRow> = {}): RankingRow {
  return {
    film_id: 1,
    rank: 1,
    score: 4.5,
    lid: 'aBcD',
    letterboxd_id: 51234,
    slug: 'cleo-from-5-to-7',
    title: 'Cléo from 5 to 7',
    release_year: 1962,
    poster_url: null,
    media_type: 'movie',
    tmdb_id: 499,
    imdb_id: 'tt0055852',
    runtime_minutes: 90,
    watchers: 8,
    avg_rating: 4.1875,
    rating_stddev: 0.5,
    histogram: [0, 0, 0, 0, 0, 0, 1, 4, 2, 1],
    likes_count: 5,
    favorites_count: 1,
    likes_only_count: 0,
    like_rate: 0.625,
    favorite_rate: 0.125,
    consensus_strength: 0.875,
    divergence: 0.1,
    distribution: 'unclassified',
    bucket: 'Hidden gem',
    cluster: 'Critical darling',
    consensus: 'unanimous',
    watchers_percentile: 50,
    rating_percentile: 90,
    previous_rank: null,
    directors: [PEOPLE[0]!],
    actors: [PEOPLE[1]!],
    writers: [],
    genres: [GENRES[0]!],
    countries: [COUNTRIES[0]!],
    ...over,
  };
}

const few = <T>(values: readonly T[]) => fc.subarray([...values]);
/** Few distinct values, so that filters hit and sorts meet ties. */
const oneRow = fc.record({
  title: fc.constantFrom('Cléo from 5 to 7', 'Spider-Man', 'M*A*S*H', '七人の侍', '$', 'The Cleo', 'spider baby'),
  release_year: fc.option(fc.integer({ min: 1955, max: 1985 })),
  runtime_minutes: fc.option(fc.integer({ min: 60, max: 64 })),
  media_type: fc.option(fc.constantFrom('movie' as const, 'tv' as const)),
  watchers: fc.integer({ min: 2, max: 8 }),
  avg_rating: fc.integer({ min: 1, max: 10 }).map((half) => half / 2),
  rating_stddev: fc.constantFrom(0, 0.5, 1),
  likes_count: fc.integer({ min: 0, max: 4 }),
  likes_only_count: fc.integer({ min: 0, max: 3 }),
  like_rate: fc.constantFrom(0, 0.5, 1),
  favorite_rate: fc.constantFrom(0, 0.5, 1),
  divergence: fc.option(fc.constantFrom(-1, 0, 0.5)),
  distribution: fc.constantFrom(...DISTRIBUTIONS),
  bucket: fc.constantFrom(...BUCKETS),
  cluster: fc.constantFrom(...CLUSTERS),
  consensus: fc.option(fc.constantFrom(...CONSENSUS)),
  watchers_percentile: fc.constantFrom(10, 50, 90),
  rating_percentile: fc.constantFrom(10, 50, 90),
  directors: few(PEOPLE),
  actors: few(PEOPLE),
  writers: few(PEOPLE),
  genres: few(GENRES),
  countries: few(COUNTRIES),
  score: fc.constantFrom(0, 1, 2, 3),
});

/** A ranking in rank order, best score first. */
export const ranking: fc.Arbitrary<RankingRow[]> = fc
  .array(oneRow, { maxLength: 25 })
  .map((films) =>
    [...films].sort((a, b) => b.score - a.score).map((film, i) => row({ ...film, film_id: i + 1, rank: i + 1 })),
  );
