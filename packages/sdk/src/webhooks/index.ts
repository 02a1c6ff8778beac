/**
 * Checks that a webhook was sent by the almanac, unchanged and lately (standardwebhooks.com, version 1): HMAC-SHA256 over
 * `id.timestamp.body`. On Web Crypto, so that it runs everywhere.
 */

/** Why a webhook is not to be believed. */
export type WebhookFault = 'secret' | 'headers' | 'timestamp' | 'signature' | 'body';

/** A webhook that is not to be believed; `fault` says why. */
export class WebhookVerificationError extends Error {
  override name = 'WebhookVerificationError';
  readonly fault: WebhookFault;

  constructor(fault: WebhookFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** What `verifyWebhook` takes. */
export interface WebhookToVerify {
  /** The body as it came in, byte for byte: not parsed and written again. */
  body: string | Uint8Array;
  /** The request's headers: of Fetch, or of Node. */
  headers: Headers | Record<string, string | readonly string[] | undefined>;
  /** The webhook's secret, `whsec_…`; several while one takes the place of another. */
  secret: string | readonly string[];
  /** Seconds that the sender's clock and this one may differ: 300. Older ones could be repeats. */
  tolerance?: number | undefined;
  /** The time to reckon from; now by default. */
  now?: Date | undefined;
}

/** A webhook that was sent by the almanac. */
export interface VerifiedWebhook<T = unknown> {
  /** The same for all attempts to deliver one event: who keeps it does nothing twice. */
  id: string;
  sentAt: Date;
  /** The body, parsed. */
  event: T;
}

/** Resolves to the event, and throws `WebhookVerificationError`, whose `fault` says why, for all that is not to be believed. */
export async function verifyWebhook<T = unknown>(webhook: WebhookToVerify): Promise<VerifiedWebhook<T>> {
  const { headers, secret, tolerance = 300, now = new Date() } = webhook;
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) {
    throw new WebhookVerificationError(
      'headers',
      'webhook-id, webhook-timestamp and webhook-signature must be there. Was this sent by an almanac, and does a proxy drop headers?',
    );
  }
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now.getTime() / 1000 - seconds) <= tolerance)) {
    throw new WebhookVerificationError(
      'timestamp',
      `webhook-timestamp is more than ${tolerance} s from now, or no time. Check the clocks; it may also be a repeat.`,
    );
  }
  const body = typeof webhook.body === 'string' ? new TextEncoder().encode(webhook.body) : webhook.body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  const keys = await Promise.all((typeof secret === 'string' ? [secret] : secret).map(keyOf));
  if (!(await anyFits(keys, signatures, signed))) {
    throw new WebhookVerificationError(
      'signature',
      'No signature fits. Check that the secret is that of this webhook, and that the body is verified as it came in.',
    );
  }
  try {
    const event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as T;
    return { id, sentAt: new Date(seconds * 1000), event };
  } catch {
    throw new WebhookVerificationError('body', 'The body is signed, and is not JSON.');
  }
}

function headerOf(headers: WebhookToVerify['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const key = Object.keys(headers).find((other) => other.toLowerCase() === name);
  const value = key === undefined ? undefined : headers[key];
  return typeof value === 'string' ? value : value?.join(' ');
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : null;
  if (!bytes?.length) {
    throw new WebhookVerificationError(
      'secret',
      'The secret must be whsec_ and Base64, as it was shown when the webhook was made.',
    );
  }
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** Whether one of the signatures (`v1,…` with spaces between) fits one of the keys. Compares in constant time. */
async function anyFits(keys: CryptoKey[], signatures: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const signature of signatures.split(' ')) {
    const bytes = signature.startsWith('v1,') ? fromBase64(signature.slice('v1,'.length)) : null;
    if (!bytes) continue;
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, bytes, signed)) return true;
  }
  return false;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return null;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
