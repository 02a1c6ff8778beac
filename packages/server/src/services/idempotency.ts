/**
 * Answers that are kept under the Idempotency-Key of their request, so that who heard nothing can ask again. What is kept
 * is encrypted under the key, of which only a hash is stored: who reads the table reads no answer.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { claimIdempotencyKey, type Database, releaseIdempotencyKey, settleIdempotencyKey } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { ProblemError } from '../problem-error.ts';

/** An answer as it is kept. */
export interface KeptAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Null: it has none. */
  body: string | null;
}

/** A try that was let through. Call one of the two at its end; neither rejects. */
export interface IdempotentTry {
  /** It succeeded. An answer with a `secret` is only kept when the key can guard it. */
  settle(answer: KeptAnswer, options: { secret: boolean }): Promise<void>;
  /** Nothing came of it, or its answer can't be kept. */
  release(): Promise<void>;
}

export interface IdempotentRequest {
  /** Who asks: keys of different callers don't meet. */
  caller: string;
  key: string;
  /** Everything that makes it this request and no other. */
  fingerprint: string;
}

export interface IdempotencyService {
  /**
   * A try, or the answer of the one before. Throws the problems `unprocessable` (the key belongs to another request) and
   * `conflict` (it is under way, or was done and its answer not kept).
   */
  begin(request: IdempotentRequest): Promise<IdempotentTry | KeptAnswer>;
}

/** Shorter keys can be guessed, and with them what is encrypted under them. */
const GUARDING_LENGTH = 16;
const BUSY_RETRY_SECONDS = 2;

export function idempotencyService(db: Database, log: Logger): IdempotencyService {
  return {
    async begin({ caller, key, fingerprint }) {
      const id = createHash('sha256').update(`${caller}\n${key}`).digest();
      const claim = { id, fingerprint: createHash('sha256').update(fingerprint).digest(), attempt: randomUUID() };
      const found = await claimIdempotencyKey(db, claim);
      if (found.state === 'mismatch') {
        throw new ProblemError(
          'unprocessable',
          'This Idempotency-Key was used for another request. Take a new key for a new request.',
        );
      }
      if (found.state === 'busy') {
        throw new ProblemError('conflict', 'The request with this Idempotency-Key is still under way. Ask again.', [], {
          'Retry-After': `${BUSY_RETRY_SECONDS}`,
        });
      }
      if (found.state === 'done') {
        if (found.answer) return decrypt(found.answer, key, id);
        throw new ProblemError(
          'conflict',
          `This was done. Its answer holds a secret and was not kept, as that takes an Idempotency-Key of ${GUARDING_LENGTH} ` +
            'or more random characters. Look for what was made, end it, and make another one with a new key.',
        );
      }
      const noted = (work: Promise<void>) =>
        work.catch((error: unknown) => log.error({ err: error }, 'an Idempotency-Key could not be settled'));
      return {
        settle: (answer, { secret }) => {
          const kept = secret && key.length < GUARDING_LENGTH ? null : encrypt(answer, key, id);
          return noted(settleIdempotencyKey(db, { ...claim, answer: kept }));
        },
        release: () => noted(releaseIdempotencyKey(db, claim)),
      };
    },
  };
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The row's id is the salt, so that one key of two callers makes two. */
const secretOf = (key: string, id: Buffer) =>
  Buffer.from(hkdfSync('sha256', key, id, 'almanac idempotency answer', 32));

function encrypt(answer: KeptAnswer, key: string, id: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, secretOf(key, id), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function decrypt(kept: Buffer, key: string, id: Buffer): KeptAnswer {
  const decipher = createDecipheriv(CIPHER, secretOf(key, id), kept.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(kept.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(kept.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString()) as KeptAnswer;
}
