/** `@cohort-almanac/sdk/get`: reading finished addresses, for bundles that count bytes; with the client's retries, deadline, errors. */
export { AlmanacError, ProblemError } from '../core/errors.ts';
export { type Get, getter } from './getter.ts';
