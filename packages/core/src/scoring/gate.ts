/** The gate before a version is published: numbers that contradict each other must not be seen. */
import { histogramTotal, isHistogram } from '../histogram.ts';
import type { FilmAggregate, FilmStats, Insight, RankedFilm, Strategy } from './types.ts';

/** What one run computed, stage by stage. */
export interface GateInput {
  /** How many rating rows of current members the aggregates were made from, counted apart from them. */
  ratings: number;
  aggregates: readonly FilmAggregate[];
  stats: readonly FilmStats[];
  rankings: readonly { strategy: Strategy; ranked: readonly RankedFilm[]; insights: readonly Insight[] }[];
}

/**
 * What is wrong with the numbers of a run, a sentence each; empty when it may be published. Checked: every histogram adds
 * up to its watchers, and all together to the ratings that went in; no film twice; no count above its watchers; rows in =
 * rows out of each stage (statistics = aggregates, ranked films ⊆ films with a rating, insights = ranked films); ranks are
 * 1 … n in the order of finite scores.
 */
export function gate({ ratings, aggregates, stats, rankings }: GateInput): string[] {
  const found: string[] = [];
  const report = (ids: readonly number[], what: string) => {
    if (ids.length > 0) found.push(`${what}: ${describe(ids)}`);
  };

  report(repeated(aggregates), 'films more than once in the aggregates');
  report(repeated(stats), 'films more than once in the statistics');
  report(missing(aggregates, stats), 'films aggregated but without statistics');
  report(missing(stats, aggregates), 'films with statistics but not aggregated');
  report(
    idsWhere(stats, (film) => !isHistogram(film.histogram) || histogramTotal(film.histogram) !== film.watchers),
    'films whose histogram does not add up to their watchers',
  );
  report(idsWhere(stats, hasExcess), 'films with more likes, favourites or dated ratings than watchers');
  let counted = 0;
  for (const film of aggregates) counted += histogramTotal(film.histogram);
  if (counted !== ratings) found.push(`ratings lost or doubled: ${ratings} went in, the histograms hold ${counted}`);

  const rated = stats.filter((film) => film.watchers > 0);
  for (const { strategy, ranked, insights } of rankings) {
    report(repeated(ranked), `films ranked more than once under ${strategy}`);
    report(missing(ranked, rated), `films ranked under ${strategy} but without ratings in the statistics`);
    report(repeated(insights), `films more than once in the insights of ${strategy}`);
    report(missing(ranked, insights), `films ranked under ${strategy} but without insights`);
    report(missing(insights, ranked), `films with insights but not ranked under ${strategy}`);
    report(
      idsWhere(ranked, (film) => film.strategy !== strategy || !Number.isFinite(film.score)),
      `films without a finite score of ${strategy}`,
    );
    report(misplaced(ranked), `films out of place under ${strategy}`);
  }
  return found;
}

type Row = { film_id: number };

function idsWhere<Film extends Row>(films: readonly Film[], holds: (film: Film) => boolean): number[] {
  return films.filter(holds).map((film) => film.film_id);
}

function repeated(films: readonly Row[]): number[] {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { film_id } of films) {
    if (seen.has(film_id)) twice.add(film_id);
    seen.add(film_id);
  }
  return [...twice];
}

/** The films of `from` that `other` lacks. */
function missing(from: readonly Row[], other: readonly Row[]): number[] {
  const there = new Set(other.map((film) => film.film_id));
  return idsWhere(from, (film) => !there.has(film.film_id));
}

function hasExcess(film: FilmStats): boolean {
  let dated = 0;
  for (const { count } of film.dated) dated += count;
  return Math.max(film.likes_count, film.favorites_count, dated) > film.watchers;
}

/** The films whose rank is not their place by score. */
function misplaced(ranked: readonly RankedFilm[]): number[] {
  const byRank = ranked.slice().sort((a, b) => a.rank - b.rank);
  return byRank
    .filter((film, index) => film.rank !== index + 1 || (index > 0 && film.score > byRank[index - 1]!.score))
    .map((film) => film.film_id);
}

function describe(ids: readonly number[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return ids.length > 5 ? `film_id ${shown} and ${ids.length - 5} more` : `film_id ${shown}`;
}
