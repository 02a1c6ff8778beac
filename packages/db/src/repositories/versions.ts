/** Ranking versions: everything computed for a cohort in one go, written together, made visible together. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FilmStats, Insight, RankedFilm, RankedList, ScoringParameters, Strategy } from '@cohort-almanac/core';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database, Sql, Transaction } from '../database.ts';
import type { Coverage } from './aggregates.ts';

/** The cohort in a few numbers. */
export interface VersionSummary {
  films: number;
  ratings: number;
  likes: number;
  likes_only: number;
  /** Mean of all ratings in stars; null without any. */
  mean: number | null;
  histogram: number[];
}

export interface Version {
  id: number;
  cohort_id: number;
  run_id: number;
  stage: number;
  as_of: string;
  parameters: ScoringParameters;
  coverage: Coverage;
  summary: VersionSummary;
  previous_version_id: number | null;
  computed_at: Date;
  published_at: Date | null;
  final: boolean;
}

export interface VersionContent {
  stats: readonly FilmStats[];
  rankings: readonly RankedList[];
}

/** Writes a version with all its rows, in place of one that the same stage wrote before it crashed. */
export async function writeVersion(
  tx: Transaction,
  version: Pick<Version, 'cohort_id' | 'run_id' | 'stage' | 'as_of' | 'parameters' | 'coverage' | 'summary'>,
  content: VersionContent,
): Promise<number> {
  await tx.query('DELETE FROM ranking_versions WHERE run_id = $1 AND stage = $2', [version.run_id, version.stage]);
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO ranking_versions
       (cohort_id, run_id, stage, as_of, parameters, coverage, summary, previous_version_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7,
             (SELECT max(id) FROM ranking_versions WHERE cohort_id = $1 AND final AND run_id <> $2))
     RETURNING id`,
    [
      version.cohort_id,
      version.run_id,
      version.stage,
      version.as_of,
      JSON.stringify(version.parameters),
      JSON.stringify(version.coverage),
      JSON.stringify(version.summary),
    ],
  );
  const id = rows[0]!.id;
  await copy(
    tx,
    'cohort_film_stats',
    [
      'version_id',
      'film_id',
      'watchers',
      'avg_rating',
      'rating_stddev',
      'histogram',
      'likes_count',
      'favorites_count',
      'likes_only_count',
      'high_rating_pct',
      'low_rating_pct',
      'first_rating_at',
      'last_rating_at',
      'divergence',
      'divergence_se',
      'world_average',
      'dated',
    ],
    content.stats,
    (s) => [
      id,
      s.film_id,
      s.watchers,
      s.avg_rating,
      s.rating_stddev,
      `{${s.histogram.join(',')}}`,
      s.likes_count,
      s.favorites_count,
      s.likes_only_count,
      s.high_rating_pct,
      s.low_rating_pct,
      s.first_rating_at,
      s.last_rating_at,
      s.divergence,
      s.divergence_se,
      s.world_average,
      JSON.stringify(s.dated.map(({ day, count, half_stars }) => [day, count, half_stars])),
    ],
  );
  for (const { strategy, ranked, insights } of content.rankings) {
    await copyRanked(tx, id, strategy, 'all', ranked);
    await copyInsights(tx, id, strategy, 'all', insights);
  }
  return id;
}

/** Writes the ranking of one strategy and timeframe. */
export async function copyRanked(
  tx: Transaction,
  versionId: number,
  strategy: Strategy,
  timeframe: string,
  ranked: readonly RankedFilm[],
): Promise<void> {
  await copy(
    tx,
    'film_rankings',
    ['version_id', 'strategy', 'timeframe', 'rank', 'film_id', 'score', 'components'],
    ranked,
    (r) => [versionId, strategy, timeframe, r.rank, r.film_id, r.score, JSON.stringify(r.components)],
  );
}

/** Writes the insights of one strategy and timeframe. */
export async function copyInsights(
  tx: Transaction,
  versionId: number,
  strategy: Strategy,
  timeframe: string,
  insights: readonly Insight[],
): Promise<void> {
  await copy(
    tx,
    'ranking_insights',
    [
      'version_id',
      'strategy',
      'timeframe',
      'film_id',
      'watchers_percentile',
      'rating_percentile',
      'bucket',
      'cluster',
      'distribution',
      'consensus',
    ],
    insights,
    (i) => [
      versionId,
      strategy,
      timeframe,
      i.film_id,
      i.watchers_percentile,
      i.rating_percentile,
      i.bucket,
      i.cluster,
      i.distribution,
      i.consensus,
    ],
  );
}

type Cell = string | number | null;

/** COPY in text format, a few hundred rows a chunk, so that memory stays flat. */
async function copy<Row>(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => Cell[],
): Promise<void> {
  if (rows.length === 0) return;
  function* chunks() {
    let chunk = '';
    for (const row of rows) {
      chunk += `${cells(row).map(copyCell).join('\t')}\n`;
      if (chunk.length > 64_000) {
        yield chunk;
        chunk = '';
      }
    }
    if (chunk !== '') yield chunk;
  }
  await pipeline(
    Readable.from(chunks(), { objectMode: true }),
    tx.client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)),
  );
}

function copyCell(value: Cell): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return value.replace(/[\\\n\r\t]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]!);
}

/** Makes a version the one that readers see and its run's last word, at once. Doing it twice changes nothing. */
export async function publishVersion(tx: Transaction, versionId: number): Promise<void> {
  await tx.query(
    `UPDATE ranking_versions v SET final = (v.id = $1), published_at = CASE WHEN v.id = $1 THEN now() ELSE published_at END
     WHERE v.run_id = (SELECT run_id FROM ranking_versions WHERE id = $1)`,
    [versionId],
  );
  await tx.query(
    `UPDATE cohorts SET current_version_id = $1, revision = revision + 1
     WHERE id = (SELECT cohort_id FROM ranking_versions WHERE id = $1) AND current_version_id IS DISTINCT FROM $1`,
    [versionId],
  );
}

/** The newest version that a run has written, published or not. */
export async function lastVersionOfRun(tx: Sql, runId: number): Promise<Version | null> {
  const { rows } = await tx.query<Version>(
    'SELECT * FROM ranking_versions WHERE run_id = $1 ORDER BY stage DESC LIMIT 1',
    [runId],
  );
  return rows[0] ?? null;
}

export async function findVersion(db: Sql, versionId: number): Promise<Version | null> {
  const { rows } = await db.query<Version>('SELECT * FROM ranking_versions WHERE id = $1', [versionId]);
  return rows[0] ?? null;
}

/** The last versions that runs of a cohort have left, newest first: what was seen one after the other. */
export async function listFinalVersions(db: Sql, cohortId: number, limit: number): Promise<Version[]> {
  const { rows } = await db.query<Version>(
    'SELECT * FROM ranking_versions WHERE cohort_id = $1 AND final ORDER BY id DESC LIMIT $2',
    [cohortId, limit],
  );
  return rows;
}

/**
 * Removes the versions that nobody needs: all but the final ones of the last `keep` runs of each cohort, what is current,
 * and those at which a share is frozen. A version of a run that is still going on stays.
 */
export async function pruneVersions(db: Database, keep: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM ranking_versions v USING (
       SELECT v.id, v.final, row_number() OVER (PARTITION BY v.cohort_id, v.final ORDER BY v.id DESC) AS age
       FROM ranking_versions v JOIN runs r ON r.id = v.run_id WHERE r.state NOT IN ('queued', 'running')) AS old
     WHERE v.id = old.id AND (NOT old.final OR old.age > $1)
       AND NOT EXISTS (SELECT 1 FROM cohorts c WHERE c.current_version_id = v.id)
       AND NOT EXISTS (SELECT 1 FROM shares s WHERE s.version_id = v.id)`,
    [keep],
  );
  return rowCount ?? 0;
}
