import type { Migration } from '../migrate.ts';

export const feeds: Migration = {
  name: '0008-feeds',
  up: `
    -- How far each member's feed was read.
    CREATE TABLE member_feeds (
      member_id integer PRIMARY KEY REFERENCES members ON DELETE CASCADE,
      -- What the site gave us to ask "anything new since?" with.
      etag text,
      last_modified text,
      -- The newest entry seen; a feed that doesn't reach back to it has a gap.
      last_guid text,
      last_published_at timestamptz,
      polled_at timestamptz NOT NULL
    );

    -- Where the last reading of each member's diary began: the next one ends there.
    CREATE TABLE member_diaries (
      member_id integer PRIMARY KEY REFERENCES members ON DELETE CASCADE,
      newest_viewing_ids text[] NOT NULL,
      read_at timestamptz NOT NULL
    );
  `,
  down: 'DROP TABLE member_diaries; DROP TABLE member_feeds;',
};
