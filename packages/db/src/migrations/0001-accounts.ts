import type { Migration } from '../migrate.ts';

export const accounts: Migration = {
  name: '0001-accounts',
  up: `
    CREATE TABLE users (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      email text NOT NULL,
      display_name text,
      -- The operator's own account: what the command line creates belongs to it.
      is_operator boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- Sign-in finds a user by address, whatever its letter case.
    CREATE UNIQUE INDEX users_email ON users (lower(email));
    CREATE UNIQUE INDEX users_one_operator ON users (is_operator) WHERE is_operator;

    CREATE TABLE api_tokens (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      name text NOT NULL,
      -- SHA-256 of the token; the token itself is shown once and never stored.
      hash bytea NOT NULL UNIQUE,
      last_four text NOT NULL,
      scopes text[] NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    -- 'almanac token list' and a user's own list.
    CREATE INDEX api_tokens_user ON api_tokens (user_id);
  `,
  down: 'DROP TABLE api_tokens; DROP TABLE users;',
};
