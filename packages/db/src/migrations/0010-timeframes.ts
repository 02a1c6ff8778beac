import type { Migration } from '../migrate.ts';

export const timeframes: Migration = {
  name: '0010-timeframes',
  up: `
    -- What else a version's films have to be ranked anew by; null in versions that were computed before this column was.
    ALTER TABLE cohort_film_stats
      ADD COLUMN world_average double precision,
      -- [[day, ratings, their half stars], …] of the ratings whose day is known.
      ADD COLUMN dated jsonb;

    ALTER TABLE film_rankings ADD COLUMN timeframe text NOT NULL DEFAULT 'all';
    ALTER TABLE film_rankings DROP CONSTRAINT film_rankings_pkey, ADD PRIMARY KEY (version_id, strategy, timeframe, rank);
    DROP INDEX film_rankings_film;
    CREATE UNIQUE INDEX film_rankings_film ON film_rankings (film_id, version_id, strategy, timeframe);

    -- Timeframes other than all that are kept with a version, also those that leave no film.
    CREATE TABLE ranking_timeframes (
      version_id integer NOT NULL REFERENCES ranking_versions ON DELETE CASCADE,
      strategy text NOT NULL,
      timeframe text NOT NULL,
      computed_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (version_id, strategy, timeframe)
    );
  `,
  down: `
    DROP TABLE ranking_timeframes;
    DELETE FROM ranking_insights WHERE timeframe <> 'all';
    DELETE FROM film_rankings WHERE timeframe <> 'all';
    DROP INDEX film_rankings_film;
    ALTER TABLE film_rankings DROP CONSTRAINT film_rankings_pkey, ADD PRIMARY KEY (version_id, strategy, rank);
    ALTER TABLE film_rankings DROP COLUMN timeframe;
    CREATE UNIQUE INDEX film_rankings_film ON film_rankings (film_id, version_id, strategy);
    ALTER TABLE cohort_film_stats DROP COLUMN world_average, DROP COLUMN dated;
  `,
};
