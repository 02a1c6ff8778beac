import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';

/** The code of a system error (`ENOENT`, `EACCES` …), or '' for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A text file's content, or null when there is no such file. Other errors pass through. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/** Writes a file that only its owner may read, so that a reader or a crash sees the old content or the new one. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const next = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const file = await open(next, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}

/** A password that needs no escaping in a URL, a SQL literal or a configuration file. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
