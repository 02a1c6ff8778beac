import type { Migration } from '../migrate.ts';

export const exportEvents: Migration = {
  name: '0031-exports',
  up: `
    -- Who took which list out, for administration.
    CREATE TABLE export_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer REFERENCES users ON DELETE SET NULL,
      token_id integer REFERENCES api_tokens ON DELETE SET NULL,
      cohort_id integer REFERENCES cohorts ON DELETE SET NULL,
      format text NOT NULL CHECK (format IN ('csv', 'json', 'letterboxd', 'radarr')),
      filter_hash text NOT NULL,
      -- No reference: the version goes before the event.
      ranking_version integer,
      films integer NOT NULL,
      -- What was sent; null while it is, and when it broke off before it began.
      bytes bigint,
      -- Whether all of it was sent.
      complete boolean NOT NULL DEFAULT false,
      network text,
      request_id text,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- A user's own exports, newest first.
    CREATE INDEX export_events_user ON export_events (user_id, id);
  `,
  down: 'DROP TABLE export_events;',
};
