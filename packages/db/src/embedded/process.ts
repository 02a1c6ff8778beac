import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { errorCode } from './files.ts';

/**
 * When a process began, as an opaque text that tells it from a later process with the same number; null when no such
 * process runs (a zombie doesn't). Linux: field 22 of /proc/PID/stat (proc(5)), clock ticks since boot. Elsewhere
 * `ps -o lstart=`. Windows has neither: there any running process of that number answers 'running'.
 */
export function processStart(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // The second field, the name, may hold spaces and parentheses: count from the last one.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
    } catch (error) {
      if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(errorCode(error))) return null;
      throw error;
    }
  }
  if (process.platform === 'win32') return signalReaches(pid) ? 'running' : null;
  const [state, ...start] = ps(pid, 'stat=,lstart=').trim().split(/\s+/);
  return !state || state.startsWith('Z') ? null : start.join(' ');
}

/** Whether the process that began at `start` still runs. */
export function isRunning(pid: number, start: string): boolean {
  return processStart(pid) === start;
}

/** A process' command line, '' when it is gone or hidden. Not on Windows (always ''). */
export function commandLine(pid: number): string {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return ps(pid, 'command=').trim();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(errorCode(error))) return '';
    throw error;
  }
}

function ps(pid: number, columns: string): string {
  try {
    // Start times are printed in the local zone and language: pin both, so that every caller reads the same text.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8', env, stdio: 'pipe' });
  } catch (error) {
    // ps answers 1 for "no such process"; a missing ps is an error of its own.
    if (error instanceof Error && 'status' in error && error.status === 1) return '';
    throw error;
  }
}

/** Whether there is any process of that number, be it a zombie or somebody else's. */
export function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Tries `check` every 25 ms until it gives something, and gives null when `timeoutMs` have passed first. */
export async function waitFor<T>(check: () => Promise<T | null> | T | null, timeoutMs: number): Promise<T | null> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await check();
    if (found !== null) return found;
    if (Date.now() >= deadline) return null;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * A free TCP port of 127.0.0.1: `preferred` when it is free, so that clients of a restarted service find it again, else
 * any. Somebody may take it before the caller does; the caller tries again.
 */
export async function freePort(preferred = 0): Promise<number> {
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, () => {
        const address = server.address();
        server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
      });
    });
  try {
    return await listen(preferred);
  } catch (error) {
    if (preferred === 0 || !['EADDRINUSE', 'EACCES'].includes(errorCode(error))) throw error;
    return listen(0);
  }
}
