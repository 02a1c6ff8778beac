import type { Migration } from '../migrate.ts';

export const members: Migration = {
  name: '0003-members',
  up: `
    CREATE TABLE members (
      member_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- In lower case, as Letterboxd's paths have it: names differ by letter case only in print.
      username text NOT NULL UNIQUE CHECK (username = lower(username)),
      display_name text,
      avatar_url text,
      created_at timestamptz NOT NULL DEFAULT now(),
      -- The last complete crawl of films and likes; null = the next pass has to be a full one.
      full_pass_at timestamptz,
      last_pass_at timestamptz
    );

    -- One row a film that a member rated, liked or watched.
    CREATE TABLE ratings (
      member_id integer NOT NULL REFERENCES members ON DELETE CASCADE,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      -- Half stars, 1 to 10; null = not rated.
      rating smallint CHECK (rating BETWEEN 1 AND 10),
      liked boolean NOT NULL DEFAULT false,
      watched boolean NOT NULL DEFAULT true,
      -- From diary, feed or export; never the time of a crawl.
      rated_at date,
      source text NOT NULL CHECK (source IN ('export', 'rss', 'pages', 'crawl')),
      observed_at timestamptz NOT NULL,
      -- "no (member, film) twice", and the aggregates of a cohort, member by member.
      PRIMARY KEY (member_id, film_id)
    );
    -- Merging films, a film's own page.
    CREATE INDEX ratings_film ON ratings (film_id);

    CREATE TABLE member_favorites (
      member_id integer NOT NULL REFERENCES members ON DELETE CASCADE,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      position smallint NOT NULL,
      PRIMARY KEY (member_id, film_id)
    );
    CREATE INDEX member_favorites_film ON member_favorites (film_id);

    CREATE TABLE watchlist_entries (
      member_id integer NOT NULL REFERENCES members ON DELETE CASCADE,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      source text NOT NULL CHECK (source IN ('export', 'rss', 'pages', 'crawl')),
      observed_at timestamptz NOT NULL,
      PRIMARY KEY (member_id, film_id)
    );
    CREATE INDEX watchlist_entries_film ON watchlist_entries (film_id);

    CREATE TABLE lists (
      list_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- "owner/list/slug", in lower case.
      path text NOT NULL UNIQUE CHECK (path = lower(path)),
      owner_member_id integer REFERENCES members ON DELETE CASCADE,
      title text NOT NULL,
      ranked boolean NOT NULL DEFAULT false,
      source text NOT NULL CHECK (source IN ('export', 'rss', 'pages', 'crawl')),
      observed_at timestamptz NOT NULL
    );
    CREATE INDEX lists_owner ON lists (owner_member_id);
    CREATE TABLE list_items (
      list_id integer NOT NULL REFERENCES lists ON DELETE CASCADE,
      position integer NOT NULL,
      film_id integer NOT NULL REFERENCES films ON DELETE CASCADE,
      PRIMARY KEY (list_id, position)
    );
    CREATE INDEX list_items_film ON list_items (film_id);
  `,
  down: `
    DROP TABLE list_items; DROP TABLE lists; DROP TABLE watchlist_entries; DROP TABLE member_favorites;
    DROP TABLE ratings; DROP TABLE members;
  `,
};
