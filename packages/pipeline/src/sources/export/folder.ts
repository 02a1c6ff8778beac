/** An unpacked export. Only what an export has is looked at, so pointing at a wrong folder does not walk through it. */
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Archive, Budget, type ExportFile, quote } from './archive.ts';
import { ImportError } from './error.ts';

const FOLDERS = ['', 'likes', 'lists'] as const;

export async function openFolder(root: string, name: string): Promise<Archive> {
  const budget = new Budget();
  const files = new Map<string, ExportFile>();
  const folders = new Set<string>();
  for (const folder of FOLDERS) {
    const names = await namesIn(join(root, folder));
    if (names === null) continue;
    folders.add(folder);
    const wanted = names.filter((each) => each.endsWith('.csv'));
    budget.addEntries(wanted.length);
    for (const each of wanted) {
      const path = folder === '' ? each : `${folder}/${each}`;
      const file = await fileAt(join(root, path), path);
      budget.addBytes(path, file.size);
      files.set(path, file);
    }
  }
  return { names: [name], files, hasFolder: (path) => folders.has(path), close: () => undefined };
}

/** Null when there is no such folder. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ImportError('not_found', `${folder} can't be read: ${message}`, { cause: error });
  }
}

async function fileAt(place: string, path: string): Promise<ExportFile> {
  const found = await lstat(place);
  // A link could have come with an archive, and lead to somebody else's file.
  if (!found.isFile())
    throw new ImportError('bad_path', `${quote(path)} is not a plain file. Put the file itself there.`);
  return {
    path,
    size: found.size,
    // What grows while it is read is read as far as it was.
    read: () => createReadStream(place, { end: Math.max(0, found.size - 1) }),
  };
}
