/**
 * What can go wrong, a class a kind. All extend `AlmanacError`; those that the almanac itself answers extend `ProblemError`, and
 * carry its problem document (RFC 9457). Every message says what helps.
 */
import type { Schemas } from './contract.ts';

/** The contract's problem document. */
export type Problem = Schemas['Problem'];
/** What a problem is about; a newer almanac may know others. */
export type ProblemCode = Schemas['ProblemCode'];

interface Circumstances {
  response?: Response | undefined;
  cause?: unknown;
}

/** The parent of all errors of this package. */
export class AlmanacError extends Error {
  override name = 'AlmanacError';
  /** The answer, when there was one. Its body has been read. */
  readonly response: Response | undefined;
  /** Its status; undefined when nothing was answered. */
  readonly status: number | undefined;
  /** Names the request in the almanac's log; null when nothing was answered. */
  readonly requestId: string | null;
  /** Whether the same call can succeed later. The client has then tried again already, as far as it was allowed to. */
  readonly retryable: boolean = false;

  constructor(message: string, { response, cause }: Circumstances = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.response = response;
    this.status = response?.status;
    this.requestId = response?.headers.get('x-request-id') ?? null;
  }
}

/** The client was set up or called in a way that can't work; nothing was sent. */
export class UsageError extends AlmanacError {
  override name = 'UsageError';
}

/** A secret token (`alm_sk_`) in a browser, where everybody can read it; nothing was sent. */
export class SecretTokenError extends UsageError {
  override name = 'SecretTokenError';
}

/** The caller's signal ended the call. `cause` is the signal's reason. */
export class AbortError extends AlmanacError {
  override name = 'AbortError';
}

/** The call took longer than its `timeout`, with all its attempts. */
export class TimeoutError extends AlmanacError {
  override name = 'TimeoutError';
  override readonly retryable = true;
}

/** Nothing was answered: no network, no server there, or the connection broke. */
export class ConnectionError extends AlmanacError {
  override name = 'ConnectionError';
  override readonly retryable: boolean = true;
}

/** The host of `baseUrl` has no address. */
export class DnsError extends ConnectionError {
  override name = 'DnsError';
}

/** The server's certificate or its TLS is not to be trusted. Not tried again. */
export class TlsError extends ConnectionError {
  override name = 'TlsError';
  override readonly retryable = false;
}

/** Something was answered, and it is not what the contract says. */
export class AnswerError extends AlmanacError {
  override name = 'AnswerError';
  override readonly retryable: boolean;

  constructor(message: string, circumstances: Circumstances) {
    super(message, circumstances);
    this.retryable = isRetryable(this.status);
  }
}

/** A redirect; the API has none, so `baseUrl` is not quite right. */
export class RedirectError extends AnswerError {
  override name = 'RedirectError';
}

/** A page or other text where JSON is due: mostly of a proxy, or of another server. */
export class NotJsonError extends AnswerError {
  override name = 'NotJsonError';
}

/** The answer broke off, or its JSON is damaged. */
export class TruncatedError extends AnswerError {
  override name = 'TruncatedError';
  override readonly retryable = true;
}

/** Nothing (204, 304, or an empty body) where a body is due. */
export class EmptyAnswerError extends AnswerError {
  override name = 'EmptyAnswerError';
}

/** JSON of another shape than this version of the SDK knows: the almanac is older or newer than it. */
export class ContractMismatchError extends AnswerError {
  override name = 'ContractMismatchError';
}

/** The almanac refused, or failed at, the request, and says why. */
export class ProblemError extends AlmanacError {
  override name = 'ProblemError';
  override readonly status: number;
  override readonly response: Response;
  /** What it is about. Known codes have a class of their own. */
  readonly code: ProblemCode | (string & Record<never, never>);
  /** Every parameter or field at fault; often empty. */
  readonly errors: Schemas['ProblemField'][];
  /** The whole document. */
  readonly problem: Problem;
  override readonly retryable: boolean;

  constructor(problem: Problem, response: Response) {
    super(`${problem.detail} (${problem.code}, request ${problem.request_id})`, { response });
    this.status = response.status;
    this.response = response;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.problem = problem;
    this.retryable = isRetryable(response.status);
  }

  /** Milliseconds after which the almanac asks to be tried again; null when it says nothing. */
  get retryAfter(): number | null {
    return retryAfter(this.response);
  }
}

/** 400: `errors` names every parameter or field at fault. */
export class InvalidRequestError extends ProblemError {
  override name = 'InvalidRequestError';
}
/** 400: parameters of a filter that contradict each other, or name what is not there. */
export class InvalidFilterError extends InvalidRequestError {
  override name = 'InvalidFilterError';
}
/** 401: a token is needed, or this one is unknown, revoked or expired. */
export class UnauthorizedError extends ProblemError {
  override name = 'UnauthorizedError';
}
/** 403: the token lacks a scope, or the role doesn't allow it. */
export class ForbiddenError extends ProblemError {
  override name = 'ForbiddenError';
}
/** 403: this almanac takes no writes. */
export class ReadOnlyError extends ForbiddenError {
  override name = 'ReadOnlyError';
}
/** 404: there is no such thing, or the caller may not see it. */
export class NotFoundError extends ProblemError {
  override name = 'NotFoundError';
}
/** 409: it contradicts what is there, such as a label that is taken. */
export class ConflictError extends ProblemError {
  override name = 'ConflictError';
}
/** 410: the cursor's ranking version is no longer kept; read the list from its start. */
export class GoneError extends ProblemError {
  override name = 'GoneError';
}
/** 413: the body is larger than this almanac takes. */
export class PayloadTooLargeError extends ProblemError {
  override name = 'PayloadTooLargeError';
}
/** 422: well formed, but it can't be done. */
export class UnprocessableError extends ProblemError {
  override name = 'UnprocessableError';
}
/** 429: `retryAfter` says how long to wait. */
export class TooManyRequestsError extends ProblemError {
  override name = 'TooManyRequestsError';
}
/** 5xx: the almanac failed; the request id finds the reason in its log. */
export class InternalError extends ProblemError {
  override name = 'InternalError';
}
/** 503: a part of the almanac does not answer at this moment. */
export class UnavailableError extends InternalError {
  override name = 'UnavailableError';
}

type ProblemClass = typeof ProblemError;

/** By `code`. */
const CODES: { readonly [code: string]: ProblemClass | undefined } = {
  'invalid-filter': InvalidFilterError,
  'read-only': ReadOnlyError,
} satisfies { [Code in ProblemCode]?: ProblemClass };

/** By status, for all others: also for codes that are newer than this. */
const STATUSES: { readonly [status: number]: ProblemClass | undefined } = {
  400: InvalidRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: InvalidRequestError,
  406: InvalidRequestError,
  409: ConflictError,
  410: GoneError,
  413: PayloadTooLargeError,
  415: InvalidRequestError,
  422: UnprocessableError,
  429: TooManyRequestsError,
  431: InvalidRequestError,
  503: UnavailableError,
};

/** The error of a problem document. */
export function problemError(problem: Problem, response: Response): ProblemError {
  const { status } = response;
  const Kind = CODES[problem.code] ?? STATUSES[status] ?? (status >= 500 ? InternalError : ProblemError);
  return new Kind(problem, response);
}

/** Whether a status can be another one later. */
function isRetryable(status: number | undefined): boolean {
  return status !== undefined && (status >= 500 || status === 408 || status === 429);
}

/** `Retry-After` (RFC 9110, 10.2.3: seconds or a date) in milliseconds; null without one. */
export function retryAfter(response: Response | undefined): number | null {
  const value = response?.headers.get('retry-after');
  if (!value) return null;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
