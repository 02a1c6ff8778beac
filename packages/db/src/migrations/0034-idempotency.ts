import type { Migration } from '../migrate.ts';

export const idempotency: Migration = {
  name: '0034-idempotency',
  up: `
    -- Requests that came with an Idempotency-Key, and what they were answered with.
    CREATE TABLE idempotency_keys (
      -- SHA-256 of the caller and the key: neither can be read here.
      id bytea PRIMARY KEY,
      -- SHA-256 of what was asked.
      fingerprint bytea NOT NULL,
      -- Which of the tries with this key holds it, and until when it may be under way.
      attempt uuid NOT NULL,
      busy_until timestamptz NOT NULL,
      -- Of a try that succeeded: status, headers and body encrypted under the key that is not kept. Done without an
      -- answer: it holds a secret that the key would not guard.
      done boolean NOT NULL DEFAULT false,
      answer bytea,
      expires_at timestamptz NOT NULL
    );
    -- Removing what is old.
    CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
  `,
  down: 'DROP TABLE idempotency_keys;',
};
