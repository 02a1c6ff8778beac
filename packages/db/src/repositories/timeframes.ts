/** Rankings of timeframes other than all: computed at first use from what a version holds, then kept with it. */
import type { FilmAggregate, Histogram, Insight, RankedFilm, RankedList, Strategy } from '@cohort-almanac/core';
import type { Database, Sql } from '../database.ts';
import { copyInsights, copyRanked } from './versions.ts';

/** Timeframes kept with a version, over all strategies; the one computed longest ago makes room. Anyone may ask for any. */
const MAX_KEPT = 200;

/** A kept timeframe without films is one row of nulls. */
const RANKED = `
  SELECT r.film_id, r.rank, r.score
  FROM ranking_timeframes t LEFT JOIN film_rankings r USING (version_id, strategy, timeframe)
  WHERE t.version_id = $1 AND t.strategy = $2 AND t.timeframe = $3
  ORDER BY r.rank`;

const INSIGHTS = `
  SELECT film_id, watchers_percentile, rating_percentile, bucket, cluster, distribution, consensus
  FROM ranking_insights WHERE version_id = $1 AND strategy = $2 AND timeframe = $3`;

export const timeframeQueries = { ranked: RANKED, insights: INSIGHTS };

/** What a timeframe says of a film that the list of all films says otherwise. */
export type Placing = Pick<RankedFilm, 'rank' | 'score'> & Insight;

/**
 * A kept timeframe in rank order; null when it was not computed yet. Ranks and insights are joined here: rows that were
 * just written are not in the planner's statistics, and its join of them would compare every film with every other.
 */
export async function readTimeframe(
  db: Database,
  versionId: number,
  strategy: Strategy,
  timeframe: string,
): Promise<Placing[] | null> {
  const key = [versionId, strategy, timeframe];
  type Ranked = Pick<RankedFilm, 'film_id' | 'rank' | 'score'>;
  return db.transaction(
    async (tx) => {
      const ranked = await tx.query<Ranked | { film_id: null }>(RANKED, key);
      if (ranked.rows.length === 0) return null;
      const insights = await tx.query<Insight>(INSIGHTS, key);
      const labels = new Map(insights.rows.map((insight) => [insight.film_id, insight]));
      return ranked.rows.flatMap((row) => {
        const label = row.film_id === null ? undefined : labels.get(row.film_id);
        return row.film_id === null || !label ? [] : [{ ...label, rank: row.rank, score: row.score }];
      });
    },
    // Both of one moment: a timeframe may be making room for another.
    { isolation: 'repeatable read' },
  );
}

/**
 * Keeps a timeframe with its version. Of several who compute it at once the first one's is kept, and the others wait for
 * it. Resolves to whether it was this one's; also false when the version is gone.
 */
export async function keepTimeframe(
  db: Database,
  versionId: number,
  timeframe: string,
  { strategy, ranked, insights }: RankedList,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `INSERT INTO ranking_timeframes (version_id, strategy, timeframe)
       SELECT id, $2, $3 FROM ranking_versions WHERE id = $1 FOR KEY SHARE
       ON CONFLICT DO NOTHING`,
      [versionId, strategy, timeframe],
    );
    if (rowCount === 0) return false;
    await copyRanked(tx, versionId, strategy, timeframe, ranked);
    await copyInsights(tx, versionId, strategy, timeframe, insights);
    await makeRoom(tx, versionId);
    return true;
  });
}

async function makeRoom(tx: Sql, versionId: number): Promise<void> {
  // Locked in one order, and what another is removing is left to it.
  const { rows } = await tx.query<{ strategy: string; timeframe: string }>(
    `SELECT strategy, timeframe FROM ranking_timeframes
     WHERE version_id = $1 AND (strategy, timeframe) IN (
       SELECT strategy, timeframe FROM ranking_timeframes WHERE version_id = $1
       ORDER BY computed_at DESC, strategy, timeframe OFFSET $2)
     FOR UPDATE SKIP LOCKED`,
    [versionId, MAX_KEPT],
  );
  if (rows.length === 0) return;
  const old = [versionId, rows.map((row) => row.strategy), rows.map((row) => row.timeframe)];
  for (const table of ['ranking_insights', 'film_rankings', 'ranking_timeframes']) {
    await tx.query(
      `DELETE FROM ${table} WHERE version_id = $1
         AND (strategy, timeframe) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      old,
    );
  }
}

/** A film of a version as it was before any formula, and the year that timeframes go by. */
export type VersionAggregate = FilmAggregate & { release_year: number | null };

/**
 * What a version was computed from, so that some of its films can be ranked anew; null for a version of an older almanac,
 * which did not keep all of it. The dated ratings are many and are read only when asked for, else empty.
 */
export async function readVersionAggregates(
  db: Sql,
  versionId: number,
  { dated }: { dated: boolean },
): Promise<VersionAggregate[] | null> {
  type Stored = Omit<VersionAggregate, 'histogram' | 'dated'> & {
    histogram: number[];
    complete: boolean;
    dated: [day: string, count: number, half_stars: number][] | null;
  };
  const { rows } = await db.query<Stored>(
    `SELECT f.film_id, f.slug, f.lid, f.title, f.release_year, s.histogram, s.likes_count, s.favorites_count,
            s.likes_only_count, s.first_rating_at, s.last_rating_at, s.world_average,
            s.dated IS NOT NULL AS complete, CASE WHEN $2 THEN s.dated END AS dated
     FROM cohort_film_stats s JOIN films f USING (film_id) WHERE s.version_id = $1`,
    [versionId, dated],
  );
  if (rows.some((row) => !row.complete)) return null;
  return rows.map(({ complete: _complete, dated: days, histogram, ...film }) => ({
    ...film,
    histogram: histogram as unknown as Histogram,
    dated: (days ?? []).map(([day, count, half_stars]) => ({ day, count, half_stars })),
  }));
}
