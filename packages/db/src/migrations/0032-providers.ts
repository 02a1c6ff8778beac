import type { Migration } from '../migrate.ts';

export const providers: Migration = {
  name: '0032-providers',
  up: `
    -- Where films can be watched, as TMDB has it from JustWatch; offers change, so it is only shown while it is fresh.
    CREATE TABLE film_providers (
      film_id integer PRIMARY KEY REFERENCES films ON DELETE CASCADE,
      -- {DE: {link, flatrate: [{id, name}], free, ads, rent, buy}}; a country that is missing has no offer.
      regions jsonb NOT NULL,
      observed_at timestamptz NOT NULL
    );
    -- Asked anew without it: "not changed" would not bring the offers.
    UPDATE films SET tmdb_etag = NULL WHERE tmdb_etag IS NOT NULL;
  `,
  down: 'DROP TABLE film_providers;',
};
