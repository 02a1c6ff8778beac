import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MigratedDatabase, migratedDatabase } from '../../../../tests/support/migrated.ts';
import { aggregateQueries } from '../../src/repositories/aggregates.ts';
import { filmQueries } from '../../src/repositories/films.ts';
import { hostQueries } from '../../src/repositories/hosts.ts';
import { rankingQueries } from '../../src/repositories/rankings.ts';
import { ratingQueries } from '../../src/repositories/ratings.ts';
import { taskQueries } from '../../src/repositories/tasks.ts';
import { timeframeQueries } from '../../src/repositories/timeframes.ts';
import { deliveryQueries } from '../../src/repositories/webhook-deliveries.ts';

const QUERIES = {
  aggregates: aggregateQueries,
  films: filmQueries,
  hosts: hostQueries,
  rankings: rankingQueries,
  ratings: ratingQueries,
  tasks: taskQueries,
  timeframes: timeframeQueries,
  deliveries: deliveryQueries,
};

test.each(Object.entries(QUERIES))(
  'the text of the hot queries of %s, so that a change is seen in review',
  (_, queries) => {
    expect(queries).toMatchSnapshot();
  },
);

describe('important queries use their indexes', () => {
  let made: MigratedDatabase;
  beforeAll(async () => {
    made = await migratedDatabase();
    // Enough rows that a planner with fresh statistics would rather read an index than everything.
    await made.db.query(`
      INSERT INTO films (lid, letterboxd_id, slug, title) SELECT 'l' || n, n, 's' || n, 't' FROM generate_series(1, 5000) n;
      INSERT INTO film_aliases (kind, value, film_id) SELECT 'slug', 'a' || n, n FROM generate_series(1, 5000) n;
      INSERT INTO members (username) SELECT 'm' || n FROM generate_series(1, 200) n;
      INSERT INTO users (email) VALUES ('a@b.c');
      INSERT INTO cohorts (label, display_name, definition) SELECT 'c' || n, 'c', '{}' FROM generate_series(1, 20) n;
      INSERT INTO cohort_members (cohort_id, member_id) SELECT 1 + m % 20, m FROM generate_series(1, 200) m;
      INSERT INTO ratings (member_id, film_id, rating, source, observed_at)
        SELECT m, f, 1 + (m + f) % 10, 'crawl', now() FROM generate_series(1, 200) m, generate_series(1, 5000, 10) f;
      INSERT INTO runs (cohort_id, kind, state, as_of)
        SELECT c, 'sync', 'succeeded', '2026-01-01' FROM generate_series(1, 20) c, generate_series(1, 5);
      INSERT INTO run_tasks (run_id, stage, kind, state) SELECT 1 + n % 100, 1, 'collect', 'succeeded' FROM generate_series(1, 20000) n;
      INSERT INTO ranking_versions (cohort_id, run_id, stage, as_of, parameters, coverage, summary)
        SELECT 1 + n % 20, n, 2, '2026-01-01', '{}', '{}', '{}' FROM generate_series(1, 20) n;
      INSERT INTO cohort_film_stats (version_id, film_id, watchers, histogram, likes_count, favorites_count, likes_only_count)
        SELECT v, f, 2, '{0,0,0,0,0,0,0,0,0,2}', 0, 0, 0 FROM generate_series(1, 20) v, generate_series(1, 2000) f;
      INSERT INTO film_rankings (version_id, strategy, rank, film_id, score, components)
        SELECT v, 'bayesian', f, f, 1, '{}' FROM generate_series(1, 20) v, generate_series(1, 2000) f;
      INSERT INTO ranking_insights (version_id, strategy, timeframe, film_id, watchers_percentile, rating_percentile, bucket, cluster, distribution)
        SELECT v, 'bayesian', 'all', f, 1, 1, 'b', 'c', 'd' FROM generate_series(1, 20) v, generate_series(1, 2000) f;
      INSERT INTO webhooks (user_id, cohort_id, url, events, secret) SELECT 1, 1, 'u', '{run.failed}', 's' FROM generate_series(1, 20);
      INSERT INTO webhook_deliveries (webhook_id, message_id, event, body, state, finished_at)
        SELECT 1 + n % 20, n, 'run.failed', '{}', 'delivered', now() FROM generate_series(1, 20000) n;
    `);
    await made.db.query('ANALYZE');
  });
  afterAll(() => made.drop());

  async function plan(text: string, values: unknown[]): Promise<string> {
    const { rows } = await made.db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  test.each<[string, string, unknown[], RegExp[]]>([
    [
      'looking films up by any name',
      filmQueries.lookUp,
      [['l1', 'l2'], [3, 4], ['s5']],
      [/films_lid_key/, /films_letterboxd_id_key/, /films_slug_key/, /film_aliases_pkey/],
    ],
    ['claiming a task', taskQueries.claim, ['w', 20, null], [/run_tasks_ready/, /run_tasks_leased/]],
    ['claiming a delivery', deliveryQueries.claim, ['w', 60], [/webhook_deliveries_due/]],
    ['a cohort’s ratings', aggregateQueries.days, [1], [/ratings_pkey/]],
    [
      'one version’s list',
      rankingQueries.list,
      [3, 'bayesian'],
      [/film_rankings_pkey/, /cohort_film_stats_pkey/, /ranking_insights_pkey/],
    ],
  ])('%s', async (_, text, values, indexes) => {
    const explained = await plan(text, values);
    for (const index of indexes) expect(explained).toMatch(index);
    expect(explained).not.toMatch(/Seq Scan on (ratings|run_tasks|film_rankings|cohort_film_stats|ranking_insights)/);
  });
});
