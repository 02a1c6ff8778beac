import type { Migration } from '../migrate.ts';

export const films: Migration = {
  name: '0002-films',
  up: `
    CREATE TABLE films (
      film_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- Three names of a film; each is looked up when a page mentions it, each can be missing.
      lid text UNIQUE,
      letterboxd_id integer UNIQUE,
      slug text UNIQUE,
      title text NOT NULL,
      release_year smallint,
      -- TMDB's key, not unique: two films of Letterboxd can share one.
      tmdb_type text CHECK (tmdb_type IN ('movie', 'tv')),
      tmdb_id integer,
      imdb_id text,
      runtime_minutes integer,
      poster_path text,
      created_at timestamptz NOT NULL DEFAULT now(),
      -- When each source was last asked, with an answer or with "there is none"; null = never.
      page_checked_at timestamptz,
      histogram_checked_at timestamptz,
      tmdb_checked_at timestamptz,
      CHECK ((tmdb_type IS NULL) = (tmdb_id IS NULL))
    );
    -- Joining a row that has nothing but TMDB's key.
    CREATE INDEX films_tmdb ON films (tmdb_type, tmdb_id) WHERE tmdb_id IS NOT NULL;

    CREATE TABLE people (
      person_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      tmdb_id integer UNIQUE,
      -- Letterboxd's path segment, for people read from its film pages.
      slug text UNIQUE,
      name text NOT NULL
    );
    CREATE TABLE film_people (
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      role text NOT NULL CHECK (role IN ('director', 'writer', 'actor')),
      person_id integer NOT NULL REFERENCES people ON DELETE CASCADE,
      position smallint NOT NULL,
      PRIMARY KEY (film_id, role, person_id)
    );
    CREATE INDEX film_people_person ON film_people (person_id);

    CREATE TABLE genres (genre_id text PRIMARY KEY, name text NOT NULL);
    CREATE TABLE film_genres (
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      genre_id text NOT NULL REFERENCES genres ON DELETE CASCADE,
      position smallint NOT NULL,
      PRIMARY KEY (film_id, genre_id)
    );
    CREATE TABLE countries (country_id text PRIMARY KEY, name text NOT NULL);
    CREATE TABLE film_countries (
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      country_id text NOT NULL REFERENCES countries ON DELETE CASCADE,
      position smallint NOT NULL,
      PRIMARY KEY (film_id, country_id)
    );

    -- What the whole site thinks of a film.
    CREATE TABLE film_histograms (
      film_id integer PRIMARY KEY REFERENCES films ON DELETE CASCADE,
      weighted_average double precision,
      rating_count integer,
      fans integer,
      -- Ten counts, or null when only average and number are known.
      counts integer[] CHECK (cardinality(counts) = 10),
      -- The counts are more than 1 % off the stated number: kept to look at, not used.
      flagged boolean NOT NULL DEFAULT false,
      observed_at timestamptz NOT NULL
    );
  `,
  down: `
    DROP TABLE film_histograms; DROP TABLE film_countries; DROP TABLE countries; DROP TABLE film_genres;
    DROP TABLE genres; DROP TABLE film_people; DROP TABLE people; DROP TABLE films;
  `,
};
