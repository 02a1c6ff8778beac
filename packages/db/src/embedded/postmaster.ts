import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './files.ts';
import { commandLine, processStart, signalReaches } from './process.ts';

/** A running PostgreSQL server, as its `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** What `postmaster.pid` says; null without the file. Format: src/include/utils/pidfile.h of PostgreSQL, a field a line. */
async function readPidFile(dataDir: string): Promise<Postmaster | null> {
  const text = await readIfThere(join(dataDir, 'postmaster.pid'));
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The server that runs on this data directory, or null. */
export async function findPostmaster(dataDir: string): Promise<Postmaster | null> {
  const found = await readPidFile(dataDir);
  return found && isPostmasterOf(found.pid, dataDir) ? found : null;
}

/**
 * The port of the last server on this data directory, if its pid file was left behind (a crash). PostgreSQL knows how to deal
 * with such a file, unless another process has that pid by now, or a zombie: then it would refuse to start, and the file is
 * removed. No server may be running.
 */
export async function clearPidFile(dataDir: string): Promise<number | undefined> {
  const found = await readPidFile(dataDir);
  if (!found) return undefined;
  if (signalReaches(found.pid)) await rm(join(dataDir, 'postmaster.pid'), { force: true });
  return found.port > 0 ? found.port : undefined;
}

/** The number alone proves nothing after a crash or a reboot: the process must also be a server started on this data. */
function isPostmasterOf(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || processStart(pid) === null) return false;
  return process.platform === 'win32' || commandLine(pid).includes(`-D ${dataDir}`);
}
