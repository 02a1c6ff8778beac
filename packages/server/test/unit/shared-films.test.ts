import type { RankingRow } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import { sharingFilms } from '../../src/services/shared-films.ts';

/** A row as a reading makes it: nothing of it is another reading's. */
function read(changes: Partial<RankingRow> = {}): RankingRow {
  return structuredClone({
    film_id: 7,
    rank: 1,
    score: 4.5,
    title: 'The Long Wharf',
    slug: 'the-long-wharf',
    lid: 'a1B2',
    letterboxd_id: 9,
    release_year: 1961,
    poster_url: 'https://image.example/p.jpg',
    media_type: 'movie',
    tmdb_id: 11,
    imdb_id: 'tt0000011',
    runtime_minutes: 98,
    watchers: 3,
    avg_rating: 4,
    rating_stddev: 0.5,
    histogram: [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
    likes_count: 1,
    favorites_count: 0,
    likes_only_count: 0,
    like_rate: 0.33,
    favorite_rate: 0,
    consensus_strength: 0.2,
    divergence: null,
    distribution: 'loved',
    bucket: 'sleeper',
    cluster: 'fringe',
    consensus: null,
    watchers_percentile: 40,
    rating_percentile: 80,
    previous_rank: null,
    directors: [{ person_id: 1, name: 'Ada Quill' }],
    actors: [
      { person_id: 2, name: 'Bo Marsh' },
      { person_id: 3, name: 'Cy Dell' },
    ],
    writers: [],
    genres: [{ id: 'drama', name: 'Drama' }],
    countries: [{ id: 'FR', name: 'France' }],
    ...changes,
  } as RankingRow);
}

const SHARED = ['directors', 'actors', 'writers', 'genres', 'countries'] as const;

describe('sharingFilms', () => {
  it('holds what is told of a film once, and leaves every value as it was read', () => {
    const share = sharingFilms();
    const [first] = share([read()]);
    const changes = { rank: 20, score: 3.1, watchers: 50, consensus: 'divisive' } satisfies Partial<RankingRow>;
    const [second] = share([read(changes)]);
    expect(second).toEqual(read(changes));
    expect(first).toEqual(read());
    for (const field of SHARED) expect(second![field]).toBe(first![field]);
  });

  it.each([
    { title: 'The Longer Wharf' },
    { directors: [{ person_id: 1, name: 'Ada Quill-Marsh' }] },
    { actors: [{ person_id: 3, name: 'Cy Dell' }] },
    {
      genres: [
        { id: 'drama', name: 'Drama' },
        { id: 'war', name: 'War' },
      ],
    },
    { countries: [] },
    { poster_url: null },
  ] as Partial<RankingRow>[])('tells a film that was enriched meanwhile as it is now: %o', (changes) => {
    const share = sharingFilms();
    share([read()]);
    const [enriched] = share([read(changes)]);
    expect(enriched).toEqual(read(changes));
    const [later] = share([read(changes)]);
    expect(later).toEqual(read(changes));
    for (const field of SHARED) expect(later![field]).toBe(enriched![field]);
  });

  it('shares nothing between different films', () => {
    const share = sharingFilms();
    const [one, other] = share([read(), read({ film_id: 8, title: 'Another' })]);
    expect(other!.actors).not.toBe(one!.actors);
    expect(other).toEqual(read({ film_id: 8, title: 'Another' }));
  });
});
