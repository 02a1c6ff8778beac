/** One try at a webhook: what is signed, where it may go, and what a receiver can and can not do to it. */
import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { judge, MOST_ATTEMPTS, retryDelay } from '../../src/notify/deliver.ts';
import { send } from '../../src/notify/send.ts';
import { sign } from '../../src/notify/sign.ts';
import { findTarget, pinned } from '../../src/notify/target.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { id: 'msg_1', timestamp: 1_700_000_000, body: '{"type":"webhook.test"}' };
const options = { allowLoopback: true, userAgent: 'almanac-test', timeoutMs: 5_000 };

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterAll(() => receiver.close());

test('the signature is that of the example in the Standard Webhooks libraries', () => {
  expect(
    sign({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' }, SECRET),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a message arrives as it was signed, with one signature for each secret', async () => {
  const sent = await send(`${receiver.url}/ok`, message, [SECRET, 'whsec_b2xk'], options);
  expect(sent).toMatchObject({ status: 200, error: null, answer: 'thank you' });
  const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
  expect(body).toBe(message.body);
  expect(headers).toMatchObject({
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1700000000',
    'webhook-signature': `${sign(message, SECRET)} ${sign(message, 'whsec_b2xk')}`,
    'content-type': 'application/json',
    'user-agent': 'almanac-test',
  });
});

describe('a receiver that', () => {
  test('fails is told apart, and its answer holds no NUL', async () => {
    expect(await send(`${receiver.url}/broken`, message, [SECRET], options)).toMatchObject({
      status: 500,
      error: 'status 500',
      answer: 'out of order',
    });
  });
  test('redirects is not followed', async () => {
    const sent = await send(`${receiver.url}/moved`, message, [SECRET], options);
    expect(sent).toMatchObject({ status: 307, error: 'redirects are not followed' });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/moved']);
  });
  test.each(['/hanging', '/dripping'])('does not come to an end (%s) is left at the deadline', async (path) => {
    const sent = await send(receiver.url + path, message, [SECRET], { ...options, timeoutMs: 300 });
    if (path === '/hanging') expect(sent).toMatchObject({ status: null, error: 'no answer within 0.3 s' });
    else expect(sent).toMatchObject({ status: 200, answer: 'a [broken off]' });
  });
  test('answers without end is read to its beginning', async () => {
    const sent = await send(`${receiver.url}/huge`, message, [SECRET], options);
    expect(sent).toMatchObject({ status: 200, error: null, answer: 'x'.repeat(1_000) });
  });
  test('hangs up, or is not there, is no answer', async () => {
    expect(await send(`${receiver.url}/hung-up`, message, [SECRET], options)).toMatchObject({
      status: null,
      error: expect.stringMatching(/^no connection: /),
    });
    expect(await send('http://127.0.0.1:1/', message, [SECRET], options)).toMatchObject({
      error: 'no connection: ECONNREFUSED',
    });
  });
});

describe('a name', () => {
  const at = (...addresses: string[]) => {
    const asked: string[] = [];
    const resolve = async (host: string): Promise<LookupAddress[]> => {
      asked.push(host);
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { asked, resolve };
  };
  const port = () => new URL(receiver.url).port;

  test.each([
    [['10.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['2620:fe::fe', 'fd00:ec2::254']],
    [[]],
  ])('that stands for %j is not sent to', async (addresses) => {
    const { resolve } = at(...addresses);
    const sent = await send('https://hooks.example.org/', message, [SECRET], {
      ...options,
      allowLoopback: false,
      resolve,
    });
    expect(sent).toMatchObject({ status: null, error: 'The address does not lead to the public Internet.' });
    // What it stands for is not told: it would map the network from within.
    expect(JSON.stringify(sent)).not.toMatch(/\d\.\d+\.\d|fd00/);
  });

  test('is asked for once, and the connection goes to what was found', async () => {
    // Nobody else knows this name: had the connection asked DNS by itself, it would have led nowhere.
    const { asked, resolve } = at('127.0.0.1');
    const sent = await send(`http://hooks.example.org:${port()}/ok`, message, [SECRET], { ...options, resolve });
    expect(sent.status).toBe(200);
    expect(asked).toEqual(['hooks.example.org']);
    expect(receiver.received[0]!.headers.host).toBe(`hooks.example.org:${port()}`);
  });

  test('that says something else the second time (rebinding) is held to the first', async () => {
    const answers = ['8.8.8.8', '127.0.0.1'];
    const resolve = async () => [{ address: answers.shift()!, family: 4 }];
    const lookup = pinned(await findTarget('https://hooks.example.org/', { allowLoopback: false }, resolve));
    const found: unknown[] = [];
    lookup('hooks.example.org', { all: true }, (_, addresses) => found.push(addresses));
    lookup('hooks.example.org', {}, (_, address) => found.push(address));
    expect(found).toEqual([[{ address: '8.8.8.8', family: 4 }], '8.8.8.8']);
    expect(answers).toEqual(['127.0.0.1']);
  });

  test('is not waited for longer than the rest', async () => {
    const sent = await send('https://hooks.example.org/', message, [SECRET], {
      ...options,
      timeoutMs: 200,
      resolve: () => new Promise(() => {}),
    });
    expect(sent).toMatchObject({ status: null, error: 'no answer within 0.2 s' });
  });

  test('an address in the URL itself is checked too', async () => {
    const sent = await send(`${receiver.url}/ok`, message, [SECRET], { ...options, allowLoopback: false });
    expect(sent.error).toMatch(/https/);
    const literal = receiver.url.replace('http:', 'https:');
    expect((await send(literal, message, [SECRET], { ...options, allowLoopback: false })).error).toMatch(/public/);
    expect(receiver.received).toEqual([]);
  });
});

describe('what a try means', () => {
  const failed = { status: 500, error: 'status 500', retryAfterMs: null };
  const event = 'ranking.published' as const;

  test('another one, later each time, until it is given up', () => {
    const delays = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, attempts) => {
      const verdict = judge({ event, attempts }, failed, undefined, () => 0.5);
      return verdict.state === 'pending' ? verdict.delayMs / 1000 : null;
    });
    expect(delays).toEqual([5, 30, 180, 1_080, 6_480, 21_600, 21_600]);
    expect(judge({ event, attempts: MOST_ATTEMPTS - 1 }, failed)).toEqual({
      state: 'failed',
      counts: true,
      gone: false,
    });
  });

  test('jitter is a fifth up or down', () => {
    expect([0, 1].map((chance) => retryDelay(1, 1_000, () => chance))).toEqual([800, 1_200]);
  });

  test('a receiver may ask for more time, up to the longest delay', () => {
    const after = (retryAfterMs: number) => judge({ event, attempts: 0 }, { ...failed, status: 429, retryAfterMs });
    expect(after(3_600_000)).toEqual({ state: 'pending', delayMs: 3_600_000 });
    expect(after(1e12)).toEqual({ state: 'pending', delayMs: 6 * 3_600_000 });
  });

  test('410 ends it, a test is tried once, and 2xx is all that counts as delivered', () => {
    expect(judge({ event, attempts: 0 }, { ...failed, status: 410 })).toEqual({
      state: 'failed',
      counts: true,
      gone: true,
    });
    expect(judge({ event: 'webhook.test', attempts: 0 }, { ...failed, status: 410 })).toMatchObject({
      state: 'failed',
      counts: false,
      gone: false,
    });
    expect(judge({ event, attempts: 3 }, { status: 204, error: null, retryAfterMs: null })).toEqual({
      state: 'delivered',
    });
  });
});
