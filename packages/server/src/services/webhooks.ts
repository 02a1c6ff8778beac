/** Webhooks over the database. The api only writes what is to be sent; workers send it. */
import { randomBytes } from 'node:crypto';
import {
  type Database,
  deleteWebhook,
  findWebhook,
  insertTestDelivery,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  replaceWebhookSecret,
  type Sealer,
  targetProblem,
  updateWebhook,
  type Webhook,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import { UNKNOWN_CURSOR } from './types.ts';
import type { WebhooksService } from './webhook-types.ts';

export interface WebhooksOptions {
  sealer: Sealer;
  /** Send to this machine itself, over http too: for development and tests. */
  allowLoopback: boolean;
}

/** Of one user. */
const MOST_WEBHOOKS = 20;
const SECRET_BYTES = 32;

/** 256 random bits, as Standard Webhooks writes them. */
const makeSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export function webhooksService(db: Database, { sealer, allowLoopback }: WebhooksOptions): WebhooksService {
  const found = (webhook: Webhook | null, id: number): Webhook => {
    if (!webhook) throw new ProblemError('not-found', `You have no webhook ${id}.`);
    return webhook;
  };
  const refuseTarget = (url: string | undefined) => {
    const problem = url === undefined ? null : targetProblem(url, { allowLoopback });
    if (!problem) return;
    const fault = { in: 'body' as const, name: '/url', message: problem };
    throw new ProblemError('unprocessable', `The url ${problem}.`, [fault]);
  };

  return {
    list: (userId) => listWebhooks(db, userId),

    find: async (userId, id) => found(await findWebhook(db, userId, id), id),

    async create(userId, wish) {
      refuseTarget(wish.url);
      if ((await listWebhooks(db, userId)).length >= MOST_WEBHOOKS) {
        throw new ProblemError('conflict', `You have ${MOST_WEBHOOKS} webhooks. Remove one that you don't use.`);
      }
      const secret = makeSecret();
      const webhook = await insertWebhook(db, { user_id: userId, ...wish, secret: sealer.seal(secret) });
      return { ...webhook, secret };
    },

    async change(userId, id, changes) {
      refuseTarget(changes.url);
      return found(await updateWebhook(db, userId, id, changes), id);
    },

    async remove(userId, id) {
      if (!(await deleteWebhook(db, userId, id))) found(null, id);
    },

    async rotate(userId, id) {
      const secret = makeSecret();
      return { ...found(await replaceWebhookSecret(db, userId, id, sealer.seal(secret)), id), secret };
    },

    async test(userId, id) {
      const { cohort_id } = found(await findWebhook(db, userId, id), id);
      const [last] = await listDeliveries(db, id, { limit: 1 });
      if (last?.event === 'webhook.test' && last.state === 'pending') {
        throw new ProblemError('conflict', 'A test waits to be sent already. See what comes of it in the log.');
      }
      return insertTestDelivery(db, { webhookId: id, cohortId: cohort_id });
    },

    async deliveries(userId, id, { limit, cursor }) {
      found(await findWebhook(db, userId, id), id);
      if (cursor !== undefined && !/^[1-9]\d{0,14}$/.test(cursor)) {
        throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
      }
      const rows = await listDeliveries(db, id, { before: cursor ? Number(cursor) : undefined, limit: limit + 1 });
      const items = rows.slice(0, limit);
      return { items, next_cursor: rows.length > limit ? String(items.at(-1)!.id) : null };
    },
  };
}
