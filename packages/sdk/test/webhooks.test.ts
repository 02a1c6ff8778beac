import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, type WebhookToVerify, WebhookVerificationError } from '../src/webhooks/index.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another one').toString('base64')}`;
const NOW = new Date('2026-03-01T12:00:00Z');
const STAMP = String(NOW.getTime() / 1000);
const BODY = '{"type":"run.finished","data":{"title":"Amélie"}}';

/** Signs as the standard says, by other means than the code. */
const sign = (secret: string, id: string, stamp: string, body: string | Buffer) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${stamp}.`)
    .update(body)
    .digest('base64')}`;

function webhook(
  more: Partial<WebhookToVerify> & { id?: string; stamp?: string; signature?: string } = {},
): WebhookToVerify {
  const { id = 'msg_1', stamp = STAMP, signature = sign(SECRET, id, stamp, BODY), ...rest } = more;
  const headers = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature };
  return { body: BODY, headers, secret: SECRET, now: NOW, ...rest };
}

async function faultOf(given: WebhookToVerify): Promise<string> {
  try {
    await verifyWebhook(given);
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.fault;
    throw error;
  }
  return 'none';
}

describe('verifyWebhook', () => {
  it('gives the event that was signed', async () => {
    expect(await verifyWebhook(webhook())).toEqual({ id: 'msg_1', sentAt: NOW, event: JSON.parse(BODY) });
  });

  it('fits the example of the standard', async () => {
    // https://github.com/standard-webhooks/standard-webhooks, spec, and Svix's documentation.
    const verified = await verifyWebhook({
      body: '{"test": 2432232314}',
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      now: new Date(1614265330_000),
    });
    expect(verified.event).toEqual({ test: 2432232314 });
  });

  it('takes bytes, Headers, and Node’s headers in any case', async () => {
    const { headers } = webhook();
    const fetched = new Headers(headers as Record<string, string>);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    for (const given of [
      webhook({ body: Buffer.from(BODY) }),
      webhook({ headers: fetched }),
      webhook({ headers: shouted }),
    ]) {
      expect((await verifyWebhook(given)).id).toBe('msg_1');
    }
  });

  it('takes one of several signatures, and one of several secrets', async () => {
    const right = sign(SECRET, 'msg_1', STAMP, BODY);
    const wrong = sign(OTHER, 'msg_1', STAMP, BODY);
    expect(await faultOf(webhook({ signature: `v1a,xyz ${wrong} v1,*** ${right}` }))).toBe('none');
    expect(await faultOf(webhook({ secret: [OTHER, SECRET] }))).toBe('none');
    expect(await faultOf(webhook({ secret: OTHER }))).toBe('signature');
  });

  it.each([
    ['a body that was changed', webhook({ body: BODY.replace('finished', 'failed') })],
    ['a body that was written again', webhook({ body: JSON.stringify(JSON.parse(BODY), null, 1) })],
    ['another id', webhook({ id: 'msg_2', signature: sign(SECRET, 'msg_1', STAMP, BODY) })],
    ['another time', webhook({ stamp: String(Number(STAMP) - 1), signature: sign(SECRET, 'msg_1', STAMP, BODY) })],
    ['another version of the scheme', webhook({ signature: sign(SECRET, 'msg_1', STAMP, BODY).replace('v1', 'v2') })],
    ['no Base64', webhook({ signature: 'v1,Ä' })],
  ])('refuses %s', async (_, given) => {
    expect(await faultOf(given)).toBe('signature');
  });

  it('refuses what is older or newer than it may be', async () => {
    const at = (seconds: number) => webhook({ stamp: String(Number(STAMP) + seconds) });
    expect(await faultOf(at(-300))).toBe('none');
    expect(await faultOf(at(300))).toBe('none');
    expect(await faultOf(at(-301))).toBe('timestamp');
    expect(await faultOf(at(301))).toBe('timestamp');
    expect(await faultOf({ ...at(-301), tolerance: 400 })).toBe('none');
    for (const stamp of ['soon', '-5', '1e9', ' ']) expect(await faultOf(webhook({ stamp }))).toBe('timestamp');
  });

  it('refuses missing headers, secrets that are none, and signed text that is no JSON', async () => {
    expect(await faultOf(webhook({ headers: {} }))).toBe('headers');
    for (const secret of ['', 'whsec_', 'abc', 'whsec_ä', 'whsec_A'])
      expect(await faultOf(webhook({ secret }))).toBe('secret');
    expect(await faultOf(webhook({ body: 'hello', signature: sign(SECRET, 'msg_1', STAMP, 'hello') }))).toBe('body');
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    expect(await faultOf(webhook({ body: bytes, signature: sign(SECRET, 'msg_1', STAMP, bytes) }))).toBe('body');
  });
});
