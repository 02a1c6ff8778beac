/** An account export as a set of files, whether it is still a ZIP or was unpacked into a folder. */
import { ImportError } from './error.ts';

/** A file of an export. */
export interface ExportFile {
  /** Inside the export, with `/`. */
  path: string;
  /** Bytes when unpacked, as the archive declares them; reading more than that fails. */
  size: number;
  /** The contents, piece by piece, never more than `size`. Throws an ImportError when they are damaged. */
  read(): AsyncIterable<Uint8Array>;
}

export interface Archive {
  /** What the ZIP or folder is called, and the folder inside it, if all is in one: Letterboxd writes its time into that. */
  names: readonly string[];
  files: ReadonlyMap<string, ExportFile>;
  /** Whether a folder of this name is in it, with files or empty. */
  hasFolder(path: string): boolean;
  close(): void;
}

/**
 * What a stranger's archive may hold. A member with 100,000 films has about 15 MB of files, and text as repetitive as
 * theirs shrinks to a fifth.
 */
export const LIMITS = {
  entries: 10_000,
  fileBytes: 64 * 2 ** 20,
  totalBytes: 192 * 2 ** 20,
  /** Unpacked bytes a packed byte, for files above `ratioFrom` bytes. */
  ratio: 100,
  ratioFrom: 2 ** 20,
} as const;

/** Adds up what an archive declares and throws an ImportError as soon as it is more than the limits. */
export class Budget {
  #entries = 0;
  #bytes = 0;

  addEntries(count: number): void {
    this.#entries += count;
    if (this.#entries > LIMITS.entries) {
      throw new ImportError(
        'too_many_entries',
        `There are more than ${LIMITS.entries} files in it: this is no account export.`,
      );
    }
  }

  addBytes(path: string, bytes: number): void {
    this.#bytes += bytes;
    const tooMuch = bytes > LIMITS.fileBytes || this.#bytes > LIMITS.totalBytes;
    if (!tooMuch) return;
    const what = bytes > LIMITS.fileBytes ? quote(path) : 'All files together';
    const limit = bytes > LIMITS.fileBytes ? LIMITS.fileBytes : LIMITS.totalBytes;
    throw new ImportError('too_large', `${what} would take more than ${limit / 2 ** 20} MB. Nothing was read.`);
  }
}

/** A path for a message: control characters escaped, and short. */
export const quote = (path: string): string => JSON.stringify(path.length > 80 ? `${path.slice(0, 79)}…` : path);
