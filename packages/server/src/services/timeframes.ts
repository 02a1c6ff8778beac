/** A version's ranking restricted to a timeframe: made of the list of all films and of what is kept of the timeframe. */
import {
  filmStatistics,
  inTimeframe,
  parseTimeframe,
  type RankedList,
  type RankingRow,
  rankAndLabel,
  type Strategy,
} from '@cohort-almanac/core';
import {
  type Database,
  keepTimeframe,
  type Placing,
  readTimeframe,
  readVersionAggregates,
  type Version,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';

/** Strategies whose scores depend on the days of ratings. */
const BY_DAY: ReadonlySet<Strategy> = new Set(['recency', 'hybrid']);

/** The placings of a timeframe, in rank order: those that are kept, else computed now and kept. */
export async function placingsOf(
  db: Database,
  version: Version,
  strategy: Strategy,
  timeframe: string,
): Promise<readonly Placing[]> {
  const kept = await readTimeframe(db, version.id, strategy, timeframe);
  if (kept) return kept;
  const list = await computeTimeframe(db, version, strategy, timeframe);
  const isFirst = await keepTimeframe(db, version.id, timeframe, list);
  // Who came second shows what the first one kept. Neither is there when the version has been pruned meanwhile.
  const others = isFirst ? null : await readTimeframe(db, version.id, strategy, timeframe);
  return others ?? placings(list);
}

async function computeTimeframe(
  db: Database,
  version: Version,
  strategy: Strategy,
  timeframe: string,
): Promise<RankedList> {
  const films = await readVersionAggregates(db, version.id, { dated: BY_DAY.has(strategy) });
  if (!films) {
    const message =
      'needs more than this ranking holds: an older almanac computed it. Compute it anew (almanac compute COHORT), or leave the timeframe out';
    throw new ProblemError('invalid-filter', `A timeframe ${message}.`, [{ in: 'query', name: 'timeframe', message }]);
  }
  const years = new Map(films.map((film) => [film.film_id, film.release_year]));
  const span = parseTimeframe(timeframe);
  // Statistics first: a film's own numbers are those of the whole circle in every timeframe.
  const stats = filmStatistics(films).filter(({ film_id, last_rating_at }) =>
    inTimeframe({ release_year: years.get(film_id)!, last_rating_at }, span),
  );
  return rankAndLabel(strategy, stats, version.parameters, version.as_of);
}

function placings({ ranked, insights }: RankedList): Placing[] {
  const labels = new Map(insights.map((insight) => [insight.film_id, insight]));
  return ranked.map(({ film_id, rank, score }) => ({ ...labels.get(film_id)!, rank, score }));
}

/**
 * The list of a timeframe. Whether a strategy ranks a film depends on nothing but the film, so every film of a timeframe is
 * in the list of all films. What became of a rank since the run before isn't known: that run may not have asked for it.
 */
export function placeRows(rows: readonly RankingRow[], placed: readonly Placing[]): RankingRow[] {
  const byId = new Map(rows.map((row) => [row.film_id, row]));
  return placed.flatMap((placing) => {
    const row = byId.get(placing.film_id);
    return row ? [{ ...row, ...placing, previous_rank: null }] : [];
  });
}
