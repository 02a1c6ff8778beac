import type { Migration } from '../migrate.ts';

export const outages: Migration = {
  name: '0020-outages',
  up: `
    -- Since when nobody gets a connection to the site, and how often that was tried in a row.
    ALTER TABLE source_hosts ADD COLUMN away_since timestamptz, ADD COLUMN outages integer NOT NULL DEFAULT 0;
  `,
  down: 'ALTER TABLE source_hosts DROP COLUMN outages, DROP COLUMN away_since;',
};
