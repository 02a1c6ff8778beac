/** Processes that a bench measures. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const STOP_MS = 15_000;

const running = new Set<ChildProcess>();

/** Counts a process among those that end with the bench, however that ends. */
export function keepTrack(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** Starts an entry that was built beside this bench as a process of its own; resolves to the first message that it sends. */
export async function startModule<Message>(
  name: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; message: Message }> {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = fork(file, [], { env: { ...process.env, ...env } });
  keepTrack(child);
  const message = await new Promise<Message>((done, failed) => {
    child.once('message', (told) => done(told as Message));
    child.once('exit', (code) => failed(new Error(`${name} ended with ${code} before it was ready`)));
  });
  return { child, message };
}

/** Asks a process to end, and ends it if it doesn't. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(hard);
}

/** A port on which nothing listens at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
