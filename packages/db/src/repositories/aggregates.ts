/** Reduces a cohort's ratings to integers per film. Every formula after this is core's. */
import type { FilmAggregate, Histogram, Source } from '@cohort-almanac/core';
import { SOURCES } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';

/** Whose ratings count: those of all members of the cohort $1, or of those of them in $2. */
const EVERYBODY = 'm.cohort_id = $1';
const SOME = 'm.cohort_id = $1 AND m.member_id = ANY ($2::int[])';

const films = (whose: string) => `
  SELECT r.film_id, f.slug, f.lid, f.title,
         ARRAY[${Array.from({ length: 10 }, (_, i) => `count(*) FILTER (WHERE r.rating = ${i + 1})`).join(', ')}]::int[]
           AS histogram,
         count(*) FILTER (WHERE r.rating IS NOT NULL AND r.liked)::int AS likes_count,
         count(fav.film_id) FILTER (WHERE r.rating IS NOT NULL)::int AS favorites_count,
         count(*) FILTER (WHERE r.rating IS NULL AND r.liked)::int AS likes_only_count,
         min(r.rated_at) FILTER (WHERE r.rating IS NOT NULL) AS first_rating_at,
         max(r.rated_at) FILTER (WHERE r.rating IS NOT NULL) AS last_rating_at,
         CASE WHEN h.flagged THEN NULL ELSE h.weighted_average END AS world_average
  FROM cohort_members m
  JOIN ratings r USING (member_id)
  JOIN films f ON f.film_id = r.film_id
  LEFT JOIN member_favorites fav ON fav.member_id = r.member_id AND fav.film_id = r.film_id
  LEFT JOIN film_histograms h ON h.film_id = r.film_id
  WHERE ${whose} AND (r.rating IS NOT NULL OR r.liked)
  GROUP BY r.film_id, f.film_id, h.film_id
  ORDER BY f.slug COLLATE "C", f.lid COLLATE "C", r.film_id`;

const days = (whose: string) => `
  SELECT r.film_id, r.rated_at AS day, count(*)::int AS count, sum(r.rating)::int AS half_stars
  FROM cohort_members m JOIN ratings r USING (member_id)
  WHERE ${whose} AND r.rating IS NOT NULL AND r.rated_at IS NOT NULL
  GROUP BY r.film_id, r.rated_at`;

const coverage = (whose: string) => `
  SELECT (SELECT count(*) FROM cohort_members m WHERE ${whose}) AS members,
         count(DISTINCT r.member_id) AS members_with_data,
         ${SOURCES.map((s) => `count(DISTINCT r.member_id) FILTER (WHERE r.source = '${s}') AS ${s}`).join(', ')},
         count(r.rating) AS ratings,
         min(r.observed_at) AS oldest_observed_at, max(r.observed_at) AS newest_observed_at
  FROM cohort_members m JOIN ratings r USING (member_id) WHERE ${whose}`;

const OF_ALL = { films: films(EVERYBODY), days: days(EVERYBODY), coverage: coverage(EVERYBODY) };
const OF_SOME = { films: films(SOME), days: days(SOME), coverage: coverage(SOME) };

export const aggregateQueries = OF_ALL;

/** How much of a cohort stands behind its numbers, and how fresh that is. Times are ISO 8601. */
export interface Coverage {
  members: number;
  members_with_data: number;
  /** Members with rows of each source; one with two sources counts in both. */
  sources: Record<Source, number>;
  oldest_observed_at: string | null;
  newest_observed_at: string | null;
}

export interface CohortAggregates {
  films: FilmAggregate[];
  coverage: Coverage;
  /** Rating rows that went in, counted apart from the films: the gate compares. */
  ratings: number;
}

/**
 * Reads everything that scoring needs, in one snapshot if `tx` is a repeatable-read transaction.
 * @param memberIds only these members' ratings count
 */
export async function readAggregates(
  tx: Sql,
  cohortId: number,
  memberIds: readonly number[] | null = null,
): Promise<CohortAggregates> {
  // A million ratings are grouped in memory instead of on disk; until the transaction's end, and without one not at all.
  await tx.query("SELECT set_config('work_mem', '64MB', true)");
  const { texts, key } = memberIds
    ? { texts: OF_SOME, key: [cohortId, memberIds] }
    : { texts: OF_ALL, key: [cohortId] };
  const read = await tx.query<Omit<FilmAggregate, 'dated' | 'histogram'> & { histogram: number[] }>(texts.films, key);
  const dates = await tx.query<Dated & { film_id: number }>(texts.days, key);
  const dated = groupDays(dates.rows);
  return {
    // Field by field: objects that are made by spreading are slower to make and to read.
    films: read.rows.map((row) => ({
      film_id: row.film_id,
      slug: row.slug,
      lid: row.lid,
      title: row.title,
      histogram: row.histogram as unknown as Histogram,
      likes_count: row.likes_count,
      favorites_count: row.favorites_count,
      likes_only_count: row.likes_only_count,
      first_rating_at: row.first_rating_at,
      last_rating_at: row.last_rating_at,
      dated: dated.get(row.film_id) ?? [],
      world_average: row.world_average,
    })),
    ...(await cover(tx, texts.coverage, key)),
  };
}

type Dated = FilmAggregate['dated'][number];

/**
 * The dated ratings of each film, oldest first, which is the order in which they are summed. There are few days and many
 * ratings: to go through the films of one day after the other spares sorting each film's.
 */
function groupDays(rows: readonly (Dated & { film_id: number })[]): Map<number, Dated[]> {
  const byDay = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const same = byDay.get(row.day);
    if (same) same.push(row);
    else byDay.set(row.day, [row]);
  }
  const byFilm = new Map<number, Dated[]>();
  for (const day of [...byDay.keys()].sort()) {
    for (const { film_id, count, half_stars } of byDay.get(day)!) {
      const dated = byFilm.get(film_id);
      if (dated) dated.push({ day, count, half_stars });
      else byFilm.set(film_id, [{ day, count, half_stars }]);
    }
  }
  return byFilm;
}

/** How much stands behind a cohort's numbers at this moment. */
export async function readCoverage(db: Sql, cohortId: number): Promise<Coverage> {
  return (await cover(db, OF_ALL.coverage, [cohortId])).coverage;
}

async function cover(db: Sql, text: string, key: readonly unknown[]): Promise<{ coverage: Coverage; ratings: number }> {
  const { rows } = await db.query<
    Record<Source | 'members' | 'members_with_data' | 'ratings', number> & {
      oldest_observed_at: Date | null;
      newest_observed_at: Date | null;
    }
  >(text, key);
  const row = rows[0]!;
  return {
    coverage: {
      members: row.members,
      members_with_data: row.members_with_data,
      sources: Object.fromEntries(SOURCES.map((source) => [source, row[source]])) as Record<Source, number>,
      oldest_observed_at: row.oldest_observed_at?.toISOString() ?? null,
      newest_observed_at: row.newest_observed_at?.toISOString() ?? null,
    },
    ratings: row.ratings,
  };
}
