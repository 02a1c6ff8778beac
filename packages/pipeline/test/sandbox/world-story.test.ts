/** The bundled demo world tells the story that its README promises: gems, quarrels, a hit. */
import {
  type Bucket,
  baseScores,
  defaultParameters,
  divergences,
  type FilmAggregate,
  type FilmStats,
  filmStatistics,
  type Histogram,
  hiddenGems,
  insights,
  isRated,
  likesOnly,
  rankFilms,
} from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import {
  countBy,
  favorites,
  filmBySlug,
  films,
  groupBy,
  likes,
  members,
  pairOf,
  ratings,
  watchlists,
} from './bundled-world.ts';

function aggregates(): FilmAggregate[] {
  const favored = new Set(favorites.map(pairOf));
  const ratingsOf = groupBy(ratings, (row) => row.slug!);
  const likesOf = countBy(likes, 'slug');
  return films.map((film, index) => {
    const rated = (ratingsOf.get(film.slug!) ?? []).filter((row) => row.rating !== '');
    const counts = new Array<number>(10).fill(0);
    for (const row of rated) counts[Number(row.rating) * 2 - 1]! += 1;
    return {
      film_id: index + 1,
      slug: film.slug!,
      lid: film.lid || null,
      title: film.title!,
      histogram: counts as unknown as Histogram,
      likes_count: rated.filter((row) => row.liked === '1').length,
      favorites_count: rated.filter((row) => favored.has(pairOf(row))).length,
      likes_only_count: likesOf.get(film.slug!) ?? 0,
      first_rating_at: null,
      last_rating_at: null,
      dated: [],
      world_average: film.weighted_average ? Number(film.weighted_average) : null,
    };
  });
}

describe('the story of the bundled world', () => {
  const parameters = defaultParameters(members.length);
  const stats = filmStatistics(aggregates());
  const byId = new Map(stats.map((film) => [film.film_id, film]));
  const bySlug = new Map(stats.map((film) => [film.slug!, film]));
  const ranked = rankFilms('bayesian', stats, parameters, '2026-11-22');
  const rankedIds = new Set(ranked.map((film) => film.film_id));
  const labels = insights(stats.filter(isRated).filter((film) => rankedIds.has(film.film_id)));
  const labelsOf = new Map(labels.map((row) => [byId.get(row.film_id)!.slug!, row]));
  const slugs = (entries: readonly { film_id: number }[]): string[] =>
    entries.map((entry) => byId.get(entry.film_id)!.slug!);
  const film = (slug: string): FilmStats => bySlug.get(slug)!;
  const bucketOf = (slug: string): Bucket => labelsOf.get(slug)!.bucket;

  it('is a club of twelve: m = 3, baseline = 6, floor = 2', () => {
    expect(parameters).toMatchObject({ m: 3, baseline: 6, floor: 2 });
    expect(ranked.length).toBeGreaterThanOrEqual(280);
  });

  it('has a hit that everybody saw and loved', () => {
    const hit = labelsOf.get('spirited-away')!;
    expect(film('spirited-away').watchers).toBe(12);
    expect(hit).toMatchObject({
      bucket: 'Elite acclaim',
      distribution: 'masterpiece-consensus',
      consensus: 'unanimous',
    });
    expect(slugs(ranked)[0]).toBe('spirited-away');
  });

  it('has hidden gems and cult favorites with at least three watchers', () => {
    const gems = slugs(hiddenGems(stats, labels, baseScores(stats, parameters), members.length));
    expect(gems.length).toBeGreaterThanOrEqual(12);
    expect(gems).toEqual(
      expect.arrayContaining(['the-ascent', 'bashu-the-little-stranger', 'distant-voices-still-lives']),
    );
    expect(new Set(gems.map(bucketOf))).toEqual(new Set(['Hidden gem', 'Cult favorite']));
  });

  it('has quarrels: half of the circle adores what the other half hates', () => {
    const quarrels = ['megalopolis', 'the-room', 'mother-2017', 'cats-2019', 'skinamarink'];
    for (const slug of quarrels) {
      expect(film(slug).rating_stddev, slug).toBeGreaterThanOrEqual(1.2);
      expect(labelsOf.get(slug), slug).toMatchObject({ distribution: 'polarizing', consensus: 'divisive' });
    }
    expect([film('megalopolis').high_rating_pct, film('megalopolis').low_rating_pct]).toEqual([0.5, 0.5]);
    for (const slug of ['showgirls', 'crash-1996']) {
      expect(film(slug).rating_stddev, slug).toBeGreaterThanOrEqual(1.2);
      expect(ranked.find((row) => byId.get(row.film_id) === film(slug))!.components.shape_label).toBe(
        'bimodal-low-high',
      );
    }
  });

  it('disagrees with the world in both directions by a star and more', () => {
    const { positive, negative } = divergences(stats);
    expect(slugs(positive)[0]).toBe('ishtar');
    expect(slugs(negative)[0]).toBe('forrest-gump');
    for (const slug of ['ishtar', 'babe-pig-in-the-city', 'forrest-gump', 'green-book']) {
      expect(film(slug).watchers, slug).toBeGreaterThanOrEqual(5);
      expect(Math.abs(film(slug).divergence!), slug).toBeGreaterThanOrEqual(1);
    }
  });

  it('has a guilty pleasure, crowd pleasers, a bomb and films to skip', () => {
    expect(bucketOf('road-house')).toBe('Guilty pleasure');
    expect(film('road-house').like_rate).toBeGreaterThan(0.7);
    for (const slug of ['jurassic-park', 'die-hard']) expect(bucketOf(slug), slug).toBe('Crowd pleaser');
    expect(labelsOf.get('jaws-the-revenge')!.distribution).toBe('consensus-bomb');
    expect(labelsOf.get('love-actually')!.distribution).toBe('steady-crowdpleaser');
    expect(labelsOf.get('titane')!.distribution).toBe('balanced-chaos');
    expect(bucketOf('manos-the-hands-of-fate')).toBe('Skip it');
  });

  it('shows every bucket and every consensus', () => {
    expect(new Set(labels.map((row) => row.bucket)).size).toBe(8);
    expect(new Set(labels.map((row) => row.consensus)).size).toBe(5);
  });

  it('has films that were liked and never rated', () => {
    const surface = likesOnly(stats).map((entry) => byId.get(entry.film_id)!);
    expect(surface.length).toBeGreaterThanOrEqual(5);
    expect(surface[0]!.slug).toBe('stop-making-sense');
    const unrated = surface.filter((row) => row.watchers === 0).map((row) => row.slug);
    expect(unrated).toEqual(expect.arrayContaining(['shoah', 'gertie-the-dinosaur', 'tale-of-tales-1979']));
  });

  it('has something for tonight: on several watchlists, seen by none of those who want it', () => {
    const wanted = groupBy(watchlists, (row) => row.slug!);
    expect(wanted.get('satantango')!.length).toBeGreaterThanOrEqual(6);
    expect(ratings.filter((row) => row.slug === 'satantango')).toEqual([]);
    const short = [...wanted].filter(
      ([slug, rows]) => rows.length >= 4 && Number(filmBySlug.get(slug)!.runtime) <= 120,
    );
    expect(short.map(([slug]) => slug)).toContain('tilai');
  });
});
