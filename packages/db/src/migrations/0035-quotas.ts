import type { Migration } from '../migrate.ts';

export const quotas: Migration = {
  name: '0035-quotas',
  up: `
    -- What a user did of which only so much is free in a span of time.
    CREATE TABLE quota_uses (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('sync', 'export')),
      used_at timestamptz NOT NULL DEFAULT now()
    );
    -- The uses of one user within the span.
    CREATE INDEX quota_uses_user ON quota_uses (user_id, kind, used_at);
    -- Removing what is old.
    CREATE INDEX quota_uses_age ON quota_uses (used_at);
  `,
  down: 'DROP TABLE quota_uses;',
};
