import type { Migration } from '../migrate.ts';

export const signIn: Migration = {
  name: '0016-sign-in',
  up: `
    -- The Letterboxd name that a user says is theirs. Nothing is shown to others on the strength of it.
    ALTER TABLE users ADD COLUMN letterboxd_username text;

    -- Links that were mailed or printed. A row is spent by setting spent_at; it names an address, because an address
    -- without an account gets one only when its link is spent.
    CREATE TABLE sign_in_links (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      email text NOT NULL,
      -- SHA-256 of the secret in the link.
      hash bytea NOT NULL UNIQUE,
      -- What an address without an account may do with it: nothing, sign up, or sign up with an invite that still stands.
      signup text NOT NULL CHECK (signup IN ('none', 'open', 'invite')),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      spent_at timestamptz
    );
    -- Old ones are removed by age.
    CREATE INDEX sign_in_links_expiry ON sign_in_links (expires_at);

    CREATE TABLE sessions (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      -- SHA-256 of what the cookie holds.
      hash bytea NOT NULL UNIQUE,
      created_at timestamptz NOT NULL DEFAULT now(),
      last_used_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz
    );
    CREATE INDEX sessions_user ON sessions (user_id);

    ALTER TABLE api_tokens
      ADD COLUMN kind text NOT NULL DEFAULT 'secret' CHECK (kind IN ('secret', 'publishable')),
      -- Of a publishable token: the origins whose pages may use it, and the cohorts that it reads.
      ADD COLUMN origins text[] NOT NULL DEFAULT '{}',
      ADD COLUMN cohort_ids integer[] NOT NULL DEFAULT '{}',
      ADD CHECK (kind = 'secret' OR cardinality(origins) > 0 AND cardinality(cohort_ids) > 0);

    -- What happened to accounts, links, sessions and tokens. Holds no secret and no whole address.
    CREATE TABLE auth_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer REFERENCES users ON DELETE SET NULL,
      kind text NOT NULL,
      detail jsonb NOT NULL DEFAULT '{}',
      -- The caller's network: /24 of IPv4, /48 of IPv6. Null at the command line.
      network text,
      request_id text,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- A user's own events, newest first.
    CREATE INDEX auth_events_user ON auth_events (user_id, id);
  `,
  down: `
    DROP TABLE auth_events;
    DELETE FROM api_tokens WHERE kind = 'publishable';
    ALTER TABLE api_tokens DROP COLUMN kind, DROP COLUMN origins, DROP COLUMN cohort_ids;
    DROP TABLE sessions;
    DROP TABLE sign_in_links;
    ALTER TABLE users DROP COLUMN letterboxd_username;
  `,
};
