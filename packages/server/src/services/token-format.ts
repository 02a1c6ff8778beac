/**
 * How an API token looks: `alm_sk_` (secret) or `alm_pk_` (publishable), thirty random characters of base 62 (178 bits),
 * and six that are the CRC-32 of what stands before them. The prefix lets scanners of leaked secrets find it; the checksum
 * tells a mistyped token from an unknown one without asking the database.
 */
import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { TokenKind } from '@cohort-almanac/db';

const PREFIXES: Readonly<Record<TokenKind, string>> = { secret: 'alm_sk_', publishable: 'alm_pk_' };
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(`^(${Object.values(PREFIXES).join('|')})[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

export function makeToken(kind: TokenKind = 'secret'): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('');
  const start = PREFIXES[kind] + random;
  return start + checksum(start);
}

/** Whether a text can be a token of ours at all. */
export function isTokenShaped(text: string): boolean {
  return SHAPE.test(text) && text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)));
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = DIGITS[rest % DIGITS.length] + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
