import type { Webhook, WebhookDelivery } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { timestamp, timestampOrNull } from './shared.ts';

export function presentWebhook(webhook: Webhook): Schemas['Webhook'] {
  const { id, cohort_id, url, events, description, enabled, disabled_reason, failures } = webhook;
  return {
    id,
    cohort_id,
    url,
    events,
    description,
    enabled,
    disabled_reason,
    failures,
    created_at: timestamp(webhook.created_at),
    previous_secret_until: timestampOrNull(webhook.previous_until),
  };
}

export function presentDelivery(delivery: WebhookDelivery): Schemas['WebhookDelivery'] {
  const { id, message_id, event, state, attempts, status, duration_ms, error, answer } = delivery;
  return {
    id,
    webhook_message_id: message_id,
    event,
    state,
    attempts,
    next_at: timestampOrNull(delivery.next_at),
    attempted_at: timestampOrNull(delivery.attempted_at),
    status,
    duration_ms,
    error,
    answer,
    created_at: timestamp(delivery.created_at),
    finished_at: timestampOrNull(delivery.finished_at),
  };
}
