/** A client of Cohort Almanac's API: `new CohortAlmanac({ baseUrl, token })`. */
export type { Call, WithResponse } from './core/call.ts';
export { CohortAlmanac, type RawOptions } from './core/client.ts';
export type { Answer, Body, OperationId, Query, Schemas } from './core/contract.ts';
export type { Download } from './core/download.ts';
export {
  AbortError,
  AlmanacError,
  AnswerError,
  ConflictError,
  ConnectionError,
  ContractMismatchError,
  DnsError,
  EmptyAnswerError,
  ForbiddenError,
  GoneError,
  InternalError,
  InvalidFilterError,
  InvalidRequestError,
  NotFoundError,
  NotJsonError,
  PayloadTooLargeError,
  type Problem,
  type ProblemCode,
  ProblemError,
  ReadOnlyError,
  RedirectError,
  SecretTokenError,
  TimeoutError,
  TlsError,
  TooManyRequestsError,
  TruncatedError,
  UnauthorizedError,
  UnavailableError,
  UnprocessableError,
  UsageError,
} from './core/errors.ts';
export type { CallOptions, ClientOptions, Fetch } from './core/options.ts';
export type { ItemOf, Paged, PageShape } from './core/page.ts';
export type { FinishOptions, RunEvent, RunHandle, WatchedRun, Watching, WatchOptions } from './core/run-handle.ts';
export type { components, operations, paths } from './generated/api.ts';
export type { FileInput } from './internal/upload.ts';
export type { Session, Tokens } from './resources/account.ts';
export type { Admin } from './resources/admin.ts';
export type { CohortRef, Cohorts } from './resources/cohorts.ts';
export type { Exports } from './resources/exports.ts';
export type { Filters, Shares } from './resources/filters.ts';
export type { ExportUpload, Imports, JoinUpload, Upload } from './resources/imports.ts';
export type { People, Taste } from './resources/people.ts';
export type { Films, Insights, InsightsOf, Rankings, Stats } from './resources/rankings.ts';
export type { Runs } from './resources/runs.ts';
export type { Webhooks } from './resources/webhooks.ts';
