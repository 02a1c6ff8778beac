/** The problems that the API answers with (core has their table), as errors to throw from anywhere behind a route. */
import { PROBLEMS, type Problem, type ProblemField, type ProblemKey, problem } from '@cohort-almanac/core';

const PLACES = { path: 'Path parameter', query: 'Query parameter', header: 'Header', body: 'The body' } as const;

/** An answer that is a problem. `detail` is read by the caller: it holds no secret and says what to do. */
export class ProblemError extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemKey,
    readonly detail: string,
    readonly errors: readonly ProblemField[] = [],
    /** Headers that belong to the answer, such as `Retry-After`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.status = PROBLEMS[code].status;
  }

  /** A request that breaks the contract; names every fault. A fault's message goes on after the name of its field. */
  static invalid(errors: readonly ProblemField[]): ProblemError {
    const told = errors.map(({ in: where, name, message }) => `${PLACES[where]}${name ? ` "${name}"` : ''} ${message}`);
    return new ProblemError(
      'invalid-request',
      told.map((one) => (one.endsWith('?') ? one : `${one}.`)).join(' '),
      errors,
    );
  }

  /** The body of the answer. */
  toBody(request_id: string): Problem {
    return problem(this.code, this.detail, { request_id, ...(this.errors.length > 0 && { errors: this.errors }) });
  }
}
