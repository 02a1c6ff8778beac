import type { Migration } from '../migrate.ts';

export const filmAliases: Migration = {
  name: '0013-film-aliases',
  up: `
    -- Names of films that were merged into another: whoever is seen under one of them is that other film.
    CREATE TABLE film_aliases (
      kind text NOT NULL CHECK (kind IN ('lid', 'letterboxd_id', 'slug')),
      value text NOT NULL,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      PRIMARY KEY (kind, value)
    );
    CREATE INDEX film_aliases_film ON film_aliases (film_id);

    ALTER TABLE films
      -- How the TMDB key was found when Letterboxd did not state it: by a search (high), or by a person (chosen). Without a
      -- key: why the search did not settle it (medium, ambiguous, low, none), or that a person refused all (rejected).
      ADD COLUMN tmdb_confidence text
        CHECK (tmdb_confidence IN ('high', 'medium', 'ambiguous', 'low', 'none', 'chosen', 'rejected')),
      -- What the search found, best first; null = nothing was searched for.
      ADD COLUMN tmdb_candidates jsonb,
      ADD COLUMN tmdb_searched_at timestamptz,
      -- What TMDB gave us to ask "has it changed?" with.
      ADD COLUMN tmdb_etag text;
  `,
  down: `
    ALTER TABLE films DROP COLUMN tmdb_etag, DROP COLUMN tmdb_searched_at, DROP COLUMN tmdb_candidates,
      DROP COLUMN tmdb_confidence;
    DROP TABLE film_aliases;
  `,
};
