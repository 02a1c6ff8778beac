/** A program that uses the client ends by itself, whatever happened to its calls: nothing keeps it alive. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('support/many-fates.ts', import.meta.url));

it('leaves no timer, no socket and no unhandled rejection to the process', { timeout: 60_000 }, async () => {
  const server = createServer((request, response) => {
    const kind = /\/v1\/cohorts\/(\w+)/.exec(request.url ?? '')?.[1];
    if (kind === 'hang') return;
    if (kind === 'reset') return request.socket.destroy();
    if (kind === 'stall') return response.writeHead(200, { 'Content-Type': 'application/json' }).write('{');
    if (kind === 'stream') {
      return response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: run\ndata: {}\n\n');
    }
    if (kind === 'busy')
      return response.writeHead(503, { 'Retry-After': '30', 'Content-Type': 'text/html' }).end('busy');
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"items":[1,2],"next_cursor":"x"}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const args = ['--import', 'tsx', '--conditions=almanac-source', '--unhandled-rejections=strict', PROGRAM, baseUrl];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      told += chunk;
    });
  // The client's own deadline is 60 s: what leaked would hold the process for as long.
  const code = await new Promise((resolve) => {
    const guard = setTimeout(() => child.kill('SIGKILL'), 45_000);
    child.once('exit', (status) => {
      clearTimeout(guard);
      resolve(status);
    });
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect({ code, told }).toEqual({
    code: 0,
    told: 'ok TimeoutError ConnectionError TimeoutError NotJsonError AbortError AbortError left left\n',
  });
});
