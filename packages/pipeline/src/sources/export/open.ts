import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Archive } from './archive.ts';
import { ImportError } from './error.ts';
import { openFolder } from './folder.ts';
import { openZip } from './zip.ts';

/** Opens an export, ZIP or folder. Throws an ImportError. Close it when done. */
export async function openArchive(path: string): Promise<Archive> {
  const name = basename(resolve(path));
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    (error: Error) => {
      throw new ImportError('not_found', `${path} can't be read: ${error.message}`, { cause: error });
    },
  );
  return isFolder ? openFolder(path, name) : openZip(path, name);
}
