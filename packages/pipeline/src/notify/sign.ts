/** Signatures of webhooks, as Standard Webhooks has them (standard-webhooks/spec, "Signature scheme"). Pure. */
import { createHmac } from 'node:crypto';

export interface Message {
  id: string;
  /** Unix time in seconds, of this try. */
  timestamp: number;
  body: string;
}

/** `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. The key is what follows `whsec_`, base64. */
export function sign({ id, timestamp, body }: Message, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The headers of a message; signed with each secret, so that a receiver may know either. */
export function signedHeaders(message: Message, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': secrets.map((secret) => sign(message, secret)).join(' '),
  };
}
