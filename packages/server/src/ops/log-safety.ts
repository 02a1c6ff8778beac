/** What may stand in the log: no secret, no person. Whatever is logged goes through here. */
import type { LoggerOptions } from 'pino';

/** Behind these, the next part of a path is a secret or a person. */
const BEHIND = /(\/(?:join|joins|s|shares|embed|unsubscribe|feeds|leave|members)\/)[^/?#]+/g;
/** A part of a path that is long and not a label, which has small letters, digits and dashes only. */
const OPAQUE = /\/(?=[^/]{16,}(?:\/|$))[^/]*[A-Z_][^/]*/g;

/** A path as it may be logged: where a token, a slug or a user name stands, it says `…`. */
export function safePath(path: string): string {
  return path.replace(BEHIND, '$1…').replace(OPAQUE, '/…');
}

const SECRETS: readonly [RegExp, string][] = [
  // Tokens of this almanac, also of a kind to come.
  [/\balm_[a-z]+_[A-Za-z0-9_-]+/g, 'alm_…'],
  // The value of a parameter that is secret, and credentials of a header.
  [/\b(token|invite|secret|key|password|pass)=[^\s&"']+/gi, '$1=…'],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, '$1 …'],
  [/\b(almanac_session)=[^\s;]+/g, '$1=…'],
  // Secrets of links and sessions: 32 bytes in base64url.
  [/(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])/g, '…'],
  // Who is logged in a URL.
  [/(\w+:\/\/)[^\s/@]+@/g, '$1…@'],
  [/[^\s@<>"'(),:;=]{1,64}@[^\s@<>"'(),:;=]+\.[^\s@<>"'(),:;=]+/g, '…@…'],
];

/** A text without the secrets and mail addresses that it may hold. */
export function safeText(text: string): string {
  return SECRETS.reduce((safe, [secret, instead]) => safe.replace(secret, instead), text);
}

const DEEPEST_CAUSE = 3;

/**
 * Of an error, what helps to find its reason. Libraries hang on it what they were given: PostgreSQL's `detail` quotes a row,
 * Sequelize's `parameters` are the values, nodemailer's `rejected` the recipients. None of that is taken.
 */
export function safeError(error: unknown, depth = 0): object | string {
  if (!(error instanceof Error)) return safeText(String(error));
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: safeText(error.message),
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    stack: safeText(error.stack ?? ''),
    ...(cause !== undefined && depth < DEEPEST_CAUSE && { cause: safeError(cause, depth + 1) }),
  };
}

/** Options of every logger of the almanac. */
export function logOptions(level: string, role: string): LoggerOptions {
  return {
    level,
    base: { role, pid: process.pid },
    serializers: { err: (error: unknown) => safeError(error) },
  };
}
