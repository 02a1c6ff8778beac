import type { Migration } from '../migrate.ts';

export const rankings: Migration = {
  name: '0006-rankings',
  up: `
    -- Everything computed in one go; immutable once published.
    CREATE TABLE ranking_versions (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      run_id integer NOT NULL REFERENCES runs ON DELETE CASCADE,
      stage smallint NOT NULL,
      as_of date NOT NULL,
      parameters jsonb NOT NULL,
      -- {members, members_with_data, sources, oldest_observed_at, newest_observed_at}
      coverage jsonb NOT NULL,
      -- {films, ratings, likes, likes_only, mean, histogram}
      summary jsonb NOT NULL,
      -- The final version of the run before: what moved is said against it.
      previous_version_id integer REFERENCES ranking_versions ON DELETE SET NULL,
      computed_at timestamptz NOT NULL DEFAULT now(),
      published_at timestamptz,
      -- The last one that its run published.
      final boolean NOT NULL DEFAULT false,
      -- A stage that runs again after a crash replaces its own version.
      UNIQUE (run_id, stage)
    );
    -- The version of the run before, and pruning.
    CREATE INDEX ranking_versions_cohort ON ranking_versions (cohort_id, id DESC);
    ALTER TABLE cohorts ADD FOREIGN KEY (current_version_id) REFERENCES ranking_versions ON DELETE SET NULL;

    CREATE TABLE cohort_film_stats (
      version_id integer NOT NULL REFERENCES ranking_versions ON DELETE CASCADE,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      watchers integer NOT NULL,
      avg_rating double precision,
      rating_stddev double precision,
      histogram integer[] NOT NULL CHECK (cardinality(histogram) = 10),
      likes_count integer NOT NULL,
      favorites_count integer NOT NULL,
      likes_only_count integer NOT NULL,
      high_rating_pct double precision,
      low_rating_pct double precision,
      first_rating_at date,
      last_rating_at date,
      divergence double precision,
      divergence_se double precision,
      PRIMARY KEY (version_id, film_id)
    );
    CREATE INDEX cohort_film_stats_film ON cohort_film_stats (film_id);

    CREATE TABLE film_rankings (
      version_id integer NOT NULL REFERENCES ranking_versions ON DELETE CASCADE,
      strategy text NOT NULL,
      rank integer NOT NULL,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      score double precision NOT NULL,
      components jsonb NOT NULL,
      -- A strategy's list in order.
      PRIMARY KEY (version_id, strategy, rank)
    );
    -- What moved (the same film in the version before), a film's own page.
    CREATE UNIQUE INDEX film_rankings_film ON film_rankings (film_id, version_id, strategy);

    CREATE TABLE ranking_insights (
      version_id integer NOT NULL REFERENCES ranking_versions ON DELETE CASCADE,
      strategy text NOT NULL,
      timeframe text NOT NULL,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      watchers_percentile double precision NOT NULL,
      rating_percentile double precision NOT NULL,
      bucket text NOT NULL,
      cluster text NOT NULL,
      distribution text NOT NULL,
      consensus text,
      PRIMARY KEY (version_id, strategy, timeframe, film_id)
    );
    CREATE INDEX ranking_insights_film ON ranking_insights (film_id);
  `,
  down: `
    ALTER TABLE cohorts DROP CONSTRAINT cohorts_current_version_id_fkey;
    DROP TABLE ranking_insights; DROP TABLE film_rankings; DROP TABLE cohort_film_stats; DROP TABLE ranking_versions;
  `,
};
