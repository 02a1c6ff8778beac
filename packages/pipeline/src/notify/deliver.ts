/** Delivers webhooks: takes what is due, sends it, and notes what came of it. Any number of processes may do so at once. */
import { randomUUID } from 'node:crypto';
import {
  type ClaimedDelivery,
  claimDelivery,
  type Database,
  type DeliveryVerdict,
  endDelivery,
  SealError,
  type Sealer,
} from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { type SendOptions, type Sent, send } from './send.ts';

export interface DeliveryOptions extends SendOptions {
  sealer: Sealer;
  /** Deliveries at the same time. */
  concurrency?: number;
  /** How often is looked for what is due. */
  everyMs?: number;
  /** The delay after a first failure. */
  retryBaseMs?: number;
  leaseSeconds?: number;
}

/** Tries of a delivery: at once, and after about 5 s, 30 s, 3 min, 18 min, 1 h 48 min, 6 h and 6 h more. */
export const MOST_ATTEMPTS = 8;
const RETRY_BASE_MS = 5_000;
const LONGEST_DELAY_MS = 6 * 3_600_000;
/** Longer than a try can take, so that a lease only runs out when its worker has died. */
const LEASE_SECONDS = 60;
/** When our own key is the wrong one, somebody has to set it right. */
const WRONG_KEY_DELAY_MS = 5 * 60_000;

/** The delay before the next try, after so many: six times as long each time, capped, give or take a fifth. */
export function retryDelay(attempts: number, baseMs = RETRY_BASE_MS, random: () => number = Math.random): number {
  return Math.round(Math.min(LONGEST_DELAY_MS, baseMs * 6 ** (attempts - 1)) * (0.8 + random() * 0.4));
}

/** What a try means for its delivery. */
export function judge(
  { event, attempts }: Pick<ClaimedDelivery, 'event' | 'attempts'>,
  { status, error, retryAfterMs }: Pick<Sent, 'status' | 'error' | 'retryAfterMs'>,
  baseMs = RETRY_BASE_MS,
  random: () => number = Math.random,
): DeliveryVerdict {
  if (error === null) return { state: 'delivered' };
  if (event === 'webhook.test') return { state: 'failed', counts: false, gone: false };
  // 410 is how a receiver says that it wants nothing any more.
  if (status === 410) return { state: 'failed', counts: true, gone: true };
  const tried = attempts + 1;
  if (tried >= MOST_ATTEMPTS) return { state: 'failed', counts: true, gone: false };
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_DELAY_MS);
  return { state: 'pending', delayMs: Math.max(asked, retryDelay(tried, baseMs, random)) };
}

/** Sends the delivery that is due for longest; false when none is. */
export async function deliverNext(db: Database, log: Logger, options: DeliveryOptions): Promise<boolean> {
  const owner = randomUUID();
  const claimed = await claimDelivery(db, owner, options.leaseSeconds ?? LEASE_SECONDS);
  if (!claimed) return false;
  const { id, webhook_id, event } = claimed;
  const about = log.child({ delivery: id, webhook: webhook_id, event });
  if (!claimed.allowed) {
    const untried = 'The webhook was switched off, or its owner may not know of this any more.';
    const verdict = { state: 'failed', counts: false, gone: false } as const;
    await db.transaction((tx) => endDelivery(tx, claimed, { untried }, verdict));
    return true;
  }
  let secrets: string[];
  try {
    secrets = [claimed.secret, claimed.previous_secret].flatMap((sealed) =>
      sealed ? options.sealer.open(sealed) : [],
    );
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    about.error({ err: error }, 'a webhook can not be signed');
    const untried = 'The almanac could not sign it; its operator has been told.';
    const verdict = { state: 'pending', delayMs: WRONG_KEY_DELAY_MS } as const;
    await db.transaction((tx) => endDelivery(tx, claimed, { untried }, verdict));
    return true;
  }
  const message = { id: claimed.message_id, timestamp: Math.floor(Date.now() / 1000), body: claimed.body };
  const sent = await send(claimed.url, message, secrets, options);
  const verdict = judge(claimed, sent, options.retryBaseMs);
  const { held, switchedOff } = await db.transaction((tx) => endDelivery(tx, claimed, sent, verdict));
  const { status, duration_ms, error } = sent;
  about.debug({ status, duration_ms, error, held, ...verdict }, 'a webhook was sent');
  if (switchedOff) about.warn({ status, error }, 'a webhook was switched off');
  return true;
}

/** Looks for what is due until it is closed; closing waits for what is under way. */
export function startDeliveries(
  { db, log }: { db: Database; log: Logger },
  options: DeliveryOptions,
): { close(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const most = options.concurrency ?? 4;
  let closed = false;
  const work = async () => {
    while (!closed && (await deliverNext(db, log, options)));
  };
  const timer = setInterval(() => {
    if (closed || underWay.size >= most) return;
    const one: Promise<void> = work()
      .catch((error: Error) => log.warn({ err: error }, 'webhooks could not be delivered; it is tried again'))
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }, options.everyMs ?? 1_000);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
