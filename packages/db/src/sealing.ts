/** Secrets that have to be read again, such as those that sign: sealed before they are stored. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a sealing key. */
export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealer {
  seal(text: string): Buffer;
  /** Throws SealError. */
  open(sealed: Buffer): string;
}

/** It was sealed with another key, or changed since. */
export class SealError extends Error {
  override name = 'SealError';
}

/** Seals with AES-256-GCM: version, nonce, tag and text behind each other. */
export function createSealer(key: Buffer): Sealer {
  if (key.length !== KEY_BYTES) throw new Error(`A sealing key has ${KEY_BYTES} bytes, this one has ${key.length}.`);
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]);
    },
    open(sealed) {
      const head = 1 + IV_BYTES + TAG_BYTES;
      try {
        if (sealed[0] !== VERSION || sealed.length < head) throw new Error('not sealed here');
        const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, 1 + IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, head));
        return Buffer.concat([decipher.update(sealed.subarray(head)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('A stored secret can not be read: SECRET_KEY is another one than when it was stored.', {
          cause,
        });
      }
    },
  };
}
