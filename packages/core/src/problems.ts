/**
 * The problems that the API answers with, as `application/problem+json` (RFC 9457). A problem's `type` is the relative
 * reference `/problems/<slug>`: it resolves against the almanac that answered, so every installation can explain its own
 * problems at that address, and no domain has to be kept alive for the names to stay true. Compare `type` or its last part,
 * `code`, as plain text; neither changes its meaning.
 */

export interface ProblemKind {
  status: number;
  title: string;
  /** What the caller can do about it. */
  remedy: string;
}

export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Correct every parameter, header or field that `errors` names, and send it again.',
  },
  'invalid-filter': {
    status: 400,
    title: 'The filter is not valid',
    remedy: 'Correct or leave out the parameters that `errors` names.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid token is needed',
    remedy: 'Send a token that is neither revoked nor expired as `Authorization: Bearer`, or sign in again.',
  },
  forbidden: {
    status: 403,
    title: 'This is not allowed',
    remedy: "Use a token with the scope that `detail` names, or ask the cohort's owner for the role.",
  },
  'read-only': {
    status: 403,
    title: 'This almanac is read-only',
    remedy: 'Read as much as you like; changes need an almanac of your own, or its operator.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing here',
    remedy: 'Check the address; what you may not see answers in the same way.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method does not exist here',
    remedy: 'Use one of the methods that the `Allow` header names.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The answer does not come in that form',
    remedy: 'Ask for one of the media types that `detail` names in `Accept`.',
  },
  conflict: {
    status: 409,
    title: 'It contradicts what is there',
    remedy: 'Read the current state, then choose another value or wait for what is in progress.',
  },
  gone: {
    status: 410,
    title: 'It is no longer kept',
    remedy: 'Read the list again from its start, without the cursor: its ranking version has been replaced.',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    remedy: 'Send at most as much as `detail` says, in several requests if need be.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has the wrong media type',
    remedy: 'Send it as the media type that `detail` names, and say so in `Content-Type`.',
  },
  unprocessable: {
    status: 422,
    title: 'It is well formed, but it cannot be done',
    remedy: 'Change what `detail` names; the same request will fail again.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait as many seconds as `Retry-After` says.',
  },
  'quota-exceeded': {
    status: 429,
    title: 'The quota is used up',
    remedy: 'Wait as many seconds as `Retry-After` says; `GET /v1/auth/session` shows all quotas.',
  },
  'headers-too-large': {
    status: 431,
    title: 'Address and headers are too large',
    remedy: 'Send a shorter address, fewer headers or fewer cookies; long texts belong into a body.',
  },
  internal: {
    status: 500,
    title: 'The almanac made a mistake',
    remedy: 'Try again; if it stays, give the operator the `request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'The almanac cannot answer just now',
    remedy: 'Try again, after `Retry-After` seconds when it is given.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemKey = keyof typeof PROBLEMS;

/** One parameter or field at fault. `name` is the parameter or header; in a body the JSON Pointer of the field. */
export interface ProblemField {
  in: 'path' | 'query' | 'header' | 'body';
  name: string;
  message: string;
}

/** RFC 9457, section 3.1, with members of our own: `code`, `request_id` and `errors`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** What went wrong this time, for a person. */
  detail: string;
  /** The last part of `type`. */
  code: ProblemKey;
  /** The address that was asked. */
  instance?: string;
  /** Names the request in the almanac's log. */
  request_id?: string;
  errors?: readonly ProblemField[];
}

/** The `type` of a problem. */
export function problemType(key: ProblemKey): string {
  return `/problems/${key}`;
}

/** A problem document; `detail` says what went wrong this time. */
export function problem(
  key: ProblemKey,
  detail: string,
  extra: Pick<Problem, 'instance' | 'request_id' | 'errors'> = {},
): Problem {
  const { status, title } = PROBLEMS[key];
  return { type: problemType(key), title, status, detail, code: key, ...extra };
}
