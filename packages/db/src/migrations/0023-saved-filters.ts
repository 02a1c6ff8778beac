import type { Migration } from '../migrate.ts';

export const savedFilters: Migration = {
  name: '0023-saved-filters',
  up: `
    CREATE TABLE saved_filters (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      name text NOT NULL,
      description text,
      -- The parameters that differ from their defaults, as they stand in a query.
      filter jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    -- A user's own list, newest first.
    CREATE INDEX saved_filters_user ON saved_filters (user_id, id DESC);
    -- What goes with a cohort.
    CREATE INDEX saved_filters_cohort ON saved_filters (cohort_id);

    CREATE TABLE shares (
      filter_id integer PRIMARY KEY REFERENCES saved_filters ON DELETE CASCADE,
      -- Whoever has it may read, so it can't be guessed. One that is renewed or ended leaves no trace.
      slug text NOT NULL UNIQUE,
      title text,
      top smallint NOT NULL CHECK (top BETWEEN 1 AND 100),
      -- Set: frozen, and the version is kept. A version that must go (somebody is forgotten) makes the share live again.
      version_id integer REFERENCES ranking_versions ON DELETE SET NULL,
      frozen_at timestamptz,
      -- Origins that may frame it; null for all.
      frame_ancestors text[],
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    -- Pruning asks which versions are still shown.
    CREATE INDEX shares_version ON shares (version_id) WHERE version_id IS NOT NULL;
  `,
  down: 'DROP TABLE shares; DROP TABLE saved_filters;',
};
