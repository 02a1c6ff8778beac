/** The operations on the caller's own webhooks. */
import type { WebhookEvent } from '@cohort-almanac/db';
import type { Handlers } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { eventsBeyond } from '../policies/webhooks.ts';
import { presentDelivery, presentWebhook } from '../presenters/webhooks.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services, Viewer } from '../services/types.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type WebhookRoutes = Pick<
  Handlers,
  | 'listWebhooks'
  | 'createWebhook'
  | 'getWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'listWebhookDeliveries'
  | 'testWebhook'
  | 'rotateWebhookSecret'
>;

const SECRET = { 'Cache-Control': 'no-store' };

export function webhookRoutes({ cohorts, webhooks }: Pick<Services, 'cohorts' | 'webhooks'>): WebhookRoutes {
  const seen = seenBy(cohorts);
  return {
    async listWebhooks({ viewer }) {
      return { status: 200, body: { items: (await webhooks.list(userOf(viewer))).map(presentWebhook) } };
    },

    async createWebhook({ body, viewer }) {
      const { url, events, description = null } = body;
      const { cohort, rights } = await seen.find(viewer, body.cohort);
      refuseBeyond(rights, events);
      const { secret, ...webhook } = await webhooks.create(userOf(viewer), {
        cohort_id: cohort.id,
        url,
        events,
        description,
      });
      return {
        status: 201,
        body: { ...presentWebhook(webhook), secret },
        headers: { ...SECRET, Location: `/v1/webhooks/${webhook.id}` },
      };
    },

    async getWebhook({ params, viewer }) {
      return { status: 200, body: presentWebhook(await webhooks.find(userOf(viewer), params.webhook_id)) };
    },

    async updateWebhook({ params, body, viewer }) {
      const userId = userOf(viewer);
      const { cohort_id } = await webhooks.find(userId, params.webhook_id);
      if (body.events) refuseBeyond((await seen.find(viewer, String(cohort_id))).rights, body.events);
      return { status: 200, body: presentWebhook(await webhooks.change(userId, params.webhook_id, body)) };
    },

    async deleteWebhook({ params, viewer }) {
      await webhooks.remove(userOf(viewer), params.webhook_id);
      return { status: 204, body: undefined };
    },

    async listWebhookDeliveries({ params, query, viewer }) {
      const { limit = DEFAULT_PAGE, cursor } = query;
      const page = await webhooks.deliveries(userOf(viewer), params.webhook_id, { limit, cursor });
      return { status: 200, body: { items: page.items.map(presentDelivery), next_cursor: page.next_cursor } };
    },

    async testWebhook({ params, viewer }) {
      return { status: 202, body: presentDelivery(await webhooks.test(userOf(viewer), params.webhook_id)) };
    },

    async rotateWebhookSecret({ params, viewer }) {
      const { secret, ...webhook } = await webhooks.rotate(userOf(viewer), params.webhook_id);
      return { status: 200, body: { ...presentWebhook(webhook), secret }, headers: SECRET };
    },
  };
}

/** Whose webhooks they are; a publishable token speaks for nobody, and its scopes do not reach here. */
function userOf({ user_id }: Viewer): number {
  if (user_id === null) throw new ProblemError('unauthorized', 'Sign in, or send a token of a person.');
  return user_id;
}

function refuseBeyond(rights: CohortRights, events: readonly WebhookEvent[]): void {
  const beyond = eventsBeyond(rights, events);
  if (beyond.length === 0) return;
  throw new ProblemError(
    'forbidden',
    `Only its owners and editors are told of ${beyond.join(', ')}; ask for the role.`,
  );
}
