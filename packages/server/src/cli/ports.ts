/** Whether an address can be listened on. */
import { createServer } from 'node:net';

/** Why it could not be, and what to do. */
export function portProblem(error: unknown, setting: string, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: end what uses it, or set ${setting} to another one.`;
  if (code === 'EACCES') return `Port ${port} needs more rights: set ${setting} to one above 1023.`;
  return `${host}:${port} can't be listened on: ${message}`;
}

/** Tries it; null when it can be. */
export async function findPortProblem(setting: string, host: string, port: number): Promise<string | null> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return null;
  } catch (error) {
    return portProblem(error, setting, host, port);
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}
