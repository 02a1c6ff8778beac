/** Webhooks: being told of what happens in a cohort. To check what arrives, see `@cohort-almanac/sdk/webhooks`. */
import type { Call } from '../core/call.ts';
import type { Body, Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { resource } from '../internal/resource.ts';

/** Being told of what happens in a cohort. */
export interface Webhooks {
  /** The caller's webhooks, of all cohorts, the newest first. */
  list(options?: CallOptions): Call<Schemas['WebhookList']>;
  /** Makes a webhook. Its secret stands in this answer and never again. */
  create(webhook: Body<'createWebhook'>, options?: CallOptions): Call<Schemas['NewWebhook']>;
  /** One webhook. */
  get(webhookId: number, options?: CallOptions): Call<Schemas['Webhook']>;
  /** Changes a webhook; switching it on forgives what failed before. */
  update(webhookId: number, change: Body<'updateWebhook'>, options?: CallOptions): Call<Schemas['Webhook']>;
  /** Removes a webhook with its log. */
  delete(webhookId: number, options?: CallOptions): Call<void>;
  /** What was sent in the last thirty days, the newest first. */
  deliveries(
    webhookId: number,
    query?: Query<'listWebhookDeliveries'>,
    options?: CallOptions,
  ): Paged<Schemas['WebhookDeliveryPage']>;
  /** Sends the event `webhook.test`, once. */
  test(webhookId: number, options?: CallOptions): Call<Schemas['WebhookDelivery']>;
  /** Makes another secret. For a day everything is signed with both. */
  rotateSecret(webhookId: number, options?: CallOptions): Call<Schemas['NewWebhook']>;
}

export const webhooks = resource<Webhooks>()(
  {
    list: 'GET /v1/webhooks',
    create: 'POST /v1/webhooks?',
    get: 'GET /v1/webhooks/{webhook_id}',
    update: 'PATCH /v1/webhooks/{webhook_id}?',
    delete: 'DELETE /v1/webhooks/{webhook_id}!',
    deliveries: 'LIST /v1/webhooks/{webhook_id}/deliveries',
    test: 'POST /v1/webhooks/{webhook_id}/test',
    rotateSecret: 'POST /v1/webhooks/{webhook_id}/rotate-secret',
  },
  () => ({}),
);
