/** The key that seals stored secrets: of the settings, or of this almanac's home, where it is made at first need. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSealer, KEY_BYTES, type Sealer } from '@cohort-almanac/db';
import type { Settings } from '../settings/index.ts';
import { Failure } from './errors.ts';

const FILE = 'secret.key';

/** The key is only looked for when something is sealed or opened: most commands do neither. */
export function sealerOf({ auth, home }: Pick<Settings, 'auth' | 'home'>): Sealer {
  let made: Sealer | undefined;
  const sealer = () => {
    made ??= createSealer(auth.secret_key === null ? keyOfHome(home) : Buffer.from(auth.secret_key, 'hex'));
    return made;
  };
  return { seal: (text) => sealer().seal(text), open: (sealed) => sealer().open(sealed) };
}

function keyOfHome(home: string): Buffer {
  const file = join(home, FILE);
  const key = read(file) ?? make(home, file);
  if (key.length !== KEY_BYTES) throw new Failure(`${file} is no key. Put it back, or set SECRET_KEY.`);
  return key;
}

function read(file: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes the key. Of roles that start at once one makes it, and the others read that one: it appears whole or not at all. */
function make(home: string, file: string): Buffer {
  mkdirSync(home, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return read(file)!;
}
