import type { Migration } from '../migrate.ts';

export const webhooks: Migration = {
  name: '0037-webhooks',
  up: `
    -- Addresses that are told of what happens in a cohort, each on behalf of one user.
    CREATE TABLE webhooks (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      cohort_id integer NOT NULL REFERENCES cohorts ON DELETE CASCADE,
      url text NOT NULL,
      events text[] NOT NULL CHECK (cardinality(events) > 0),
      -- What its owner calls it.
      description text,
      -- Sealed: signing needs the secret itself, so a hash would not do.
      secret bytea NOT NULL,
      -- The one before it, with which is signed too until then.
      previous_secret bytea,
      previous_until timestamptz,
      enabled boolean NOT NULL DEFAULT true,
      -- Why the almanac switched it off; null when its owner did, or nobody.
      disabled_reason text CHECK (disabled_reason IN ('failures', 'gone')),
      disabled_at timestamptz,
      -- When its owner was told that it was switched off.
      noticed_at timestamptz,
      -- Deliveries in a row that were given up.
      failures integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    -- A user's own list.
    CREATE INDEX webhooks_user ON webhooks (user_id);
    -- Whom to tell, at each publication and each failed run.
    CREATE INDEX webhooks_cohort ON webhooks (cohort_id) WHERE enabled;
    -- Owners who have to be told.
    CREATE INDEX webhooks_unnoticed ON webhooks (disabled_at) WHERE disabled_reason IS NOT NULL AND noticed_at IS NULL;

    -- What has to be sent: written in the transaction of what it tells of, delivered by workers, kept as a log.
    CREATE TABLE webhook_deliveries (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      webhook_id integer NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      -- The same at every try, so that a receiver can tell a repetition.
      message_id text NOT NULL UNIQUE,
      event text NOT NULL,
      -- The very text that is signed and sent.
      body text NOT NULL,
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
      attempts integer NOT NULL DEFAULT 0,
      next_at timestamptz NOT NULL DEFAULT now(),
      lease_owner text,
      lease_until timestamptz,
      -- Of the last try.
      attempted_at timestamptz,
      status integer,
      duration_ms integer,
      error text,
      answer text,
      created_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz
    );
    -- What is due.
    CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_at) WHERE state = 'pending';
    -- The log of one webhook, newest first.
    CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, id);
    -- Old ones are removed by age.
    CREATE INDEX webhook_deliveries_age ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;
  `,
  down: `
    DROP TABLE webhook_deliveries;
    DROP TABLE webhooks;
  `,
};
