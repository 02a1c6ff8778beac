/**
 * Tries the receiver that docs/guides/webhooks.md shows: `node webhook.mjs PROGRAM` in the folder of the document, after the
 * block that makes a webhook. What the almanac really sends has to pass, has to look as the guide's delivery does, and that one
 * has to be signed with the secret beside it.
 */
import { deepStrictEqual, throws } from 'node:assert';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const { ALMANAC_URL, TOKEN, RECEIVER } = process.env;
const { verifyWebhook } = await import(pathToFileURL(process.argv[2]).href);
const { id, secret } = JSON.parse(readFileSync('printed.txt', 'utf8'));

const deliveries = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  deliveries.push({ path: request.url, headers: request.headers, body });
  response.writeHead(204).end();
  server.emit('delivery');
});
await once(server.listen(Number(new URL(RECEIVER).port), '127.0.0.1'), 'listening');
const ask = async (path) => {
  const answer = await fetch(ALMANAC_URL + path, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } });
  if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`);
};
const delivery = async (type) => {
  for (;;) {
    const found = deliveries.find(({ body }) => JSON.parse(body).type === type);
    if (found) return found;
    await once(server, 'delivery');
  }
};

await ask(`/v1/webhooks/${id}/test`);
const test = await delivery('webhook.test');
deepStrictEqual(verifyWebhook(test.body, test.headers, secret).type, 'webhook.test');
throws(() => verifyWebhook(`${test.body} `, test.headers, secret));
await promisify(execFile)('npx', ['almanac', 'compute', 'demo']);
const real = await delivery('ranking.published');
verifyWebhook(real.body, real.headers, secret);

const [head, body] = readFileSync('delivery.http', 'utf8').trimEnd().split('\n\n');
const [first, ...lines] = head.split('\n');
const headers = Object.fromEntries(lines.map((line) => line.split(': ')));
deepStrictEqual(first, `POST ${real.path} HTTP/1.1`);
for (const name of Object.keys(headers)) if (!(name in real.headers)) throw new Error(`nobody sends ${name}`);
const shape = (value) =>
  value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]))
    : typeof value;
deepStrictEqual(shape(JSON.parse(body)), shape(JSON.parse(real.body)));
const [, shown] = /`(whsec_[\w+/=]+)`/.exec(
  readFileSync(new URL('../../docs/guides/webhooks.md', import.meta.url), 'utf8'),
);
Date.now = () => Number(headers['webhook-timestamp']) * 1000;
verifyWebhook(body, headers, shown);
server.closeAllConnections();
server.close();
