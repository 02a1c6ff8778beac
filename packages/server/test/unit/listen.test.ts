import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { serve } from './support/serve.ts';

/** Writes bytes to a port and reads until the other side closes. */
function say(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

it.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'invalid-request'],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(300_000)}\r\n\r\n`,
    431,
    'headers-too-large',
  ],
])('refuses %s with a problem, and hangs up', async (_, text, status, code) => {
  const { url } = await serve();
  const [head, body] = (await say(url, text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('Content-Type: application/problem+json');
  expect(JSON.parse(body!)).toMatchObject({ status, code });
});

it('leaves a long address to the contract, which names the parameter', async () => {
  const { get } = await serve();
  const response = await get(`/v1/cohorts?q=${encodeURIComponent('🎬'.repeat(10_000))}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ in: 'query', name: 'q' }] });
});
