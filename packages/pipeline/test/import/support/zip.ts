/** Writes ZIPs, good ones and ones that lie: APPNOTE.TXT 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end). */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Ends in `/` for a folder. */
  path: string;
  data?: string | Uint8Array;
  /** Deflated unless said otherwise. */
  stored?: boolean;
  /** Sets the flag; the data stays as it is. */
  encrypted?: boolean;
  /** What the headers say instead of the truth. */
  claims?: { size?: number; packed?: number; crc?: number; method?: number };
}

const UTF8_NAMES = 0x800;
const VERSION = 20;

export function zip(entries: readonly ZipEntry[], { claimedEntries }: { claimedEntries?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data = '', stored = false, encrypted = false, claims = {} } of entries) {
    const name = Buffer.from(path);
    const plain = Buffer.from(data as Uint8Array);
    const packed = stored ? plain : deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF8_NAMES | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(claims.method ?? (stored ? 0 : 8), 4);
    common.writeUInt32LE(claims.crc ?? crc32(plain), 10);
    common.writeUInt32LE(claims.packed ?? packed.length, 14);
    common.writeUInt32LE(claims.size ?? plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), word(VERSION), common, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(claimedEntries ?? entries.length, 4);
  end.writeUInt16LE(claimedEntries ?? entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
