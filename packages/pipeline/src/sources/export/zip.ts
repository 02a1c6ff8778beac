/** A ZIP from a stranger: everything that its directory declares is checked before a byte of it is unpacked. */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { type Archive, Budget, type ExportFile, LIMITS, quote } from './archive.ts';
import { ImportError } from './error.ts';

export async function openZip(path: string, name: string): Promise<Archive> {
  const zip = await openDirectory(path);
  try {
    const { files, folders } = await readDirectory(zip);
    return { ...below(files, folders, name), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openDirectory(path: string): Promise<ZipFile> {
  try {
    // Names stay bytes, so that it is us who judge them, with an error of our own.
    const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
    // Errors of reading come through the promises; what remains is a failing close, after which there is nothing to do.
    zip.on('error', () => undefined);
    return zip;
  } catch (error) {
    const cause = { cause: error };
    if (await beginsLikeZip(path)) {
      throw new ImportError('truncated', 'The ZIP is cut off: its end is missing. Download or copy it again.', cause);
    }
    throw new ImportError(
      'not_a_zip',
      'This is not a ZIP. Give the file that Letterboxd sent, or the folder that it was unpacked into.',
      cause,
    );
  }
}

async function beginsLikeZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (buffer.readUInt32LE() === 0x04034b50 || buffer.readUInt32LE() === 0x06054b50);
  } finally {
    await file.close();
  }
}

interface Directory {
  files: Map<string, ExportFile>;
  folders: Set<string>;
}

async function readDirectory(zip: ZipFile): Promise<Directory> {
  const budget = new Budget();
  budget.addEntries(zip.entryCount);
  const files = new Map<string, ExportFile>();
  const folders = new Set<string>();
  for await (const entry of entriesOf(zip)) {
    const path = pathOf(entry);
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.slice(0, slash));
    }
    if (path.endsWith('/')) continue;
    check(path, entry, budget);
    if (files.has(path)) throw new ImportError('bad_path', `${quote(path)} is in the ZIP twice. Nothing was read.`);
    files.set(path, { path, size: entry.uncompressedSize, read: () => contents(zip, path, entry) });
  }
  return { files, folders };
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    if (/encryption/.test((error as Error).message)) throw encrypted(error);
    throw damaged("its directory can't be read", error);
  }
}

function pathOf(entry: Entry): string {
  const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  if (validateFileName(path) !== null || path.includes('\0')) {
    throw new ImportError(
      'bad_path',
      `The ZIP holds the path ${quote(path)}, which leads out of it. Nothing was read.`,
    );
  }
  return path;
}

function check(path: string, entry: Entry, budget: Budget): void {
  if (entry.isEncrypted()) throw encrypted();
  budget.addBytes(path, entry.uncompressedSize);
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > LIMITS.ratioFrom && ratio > LIMITS.ratio) {
    throw new ImportError(
      'too_compressed',
      `${quote(path)} would unpack to ${Math.round(ratio)} times its size, as no text does. Nothing was read.`,
    );
  }
  if (!entry.canDecodeFileData()) {
    throw new ImportError(
      'unsupported',
      `${quote(path)} is packed in a way that is not read here. Pack it with deflate.`,
    );
  }
}

async function* contents(zip: ZipFile, path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  try {
    // The stream itself ends with an error at more or fewer bytes than declared.
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw damaged(`${quote(path)} can't be unpacked`, error);
  }
  if (checksum !== entry.crc32) throw damaged(`${quote(path)} has another checksum than the ZIP says`);
}

/** People pack the unpacked folder again: then everything stands below one folder, which is taken away. */
function below(files: Directory['files'], folders: Directory['folders'], name: string) {
  const tops = [...folders].filter((each) => !each.includes('/') && files.has(`${each}/ratings.csv`));
  const top = files.has('ratings.csv') || tops.length !== 1 ? '' : `${tops[0]}/`;
  const inside = new Map<string, ExportFile>();
  for (const [path, file] of files) {
    if (path.startsWith(top)) inside.set(path.slice(top.length), { ...file, path: path.slice(top.length) });
  }
  return {
    files: inside,
    hasFolder: (path: string) => folders.has(top + path),
    names: top === '' ? [name] : [name, top.slice(0, -1)],
  };
}

const encrypted = (cause?: unknown) =>
  new ImportError('encrypted', 'The ZIP is encrypted. Unpack it and give the folder.', { cause });

const damaged = (what: string, cause?: unknown) =>
  new ImportError('damaged', `The ZIP is damaged: ${what}. Download or copy it again.`, { cause });
