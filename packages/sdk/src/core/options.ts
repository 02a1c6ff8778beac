/** How a client and each of its calls is set up. */

/** Like the global `fetch`. Give one to go through a proxy, to log, or to test. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What `new CohortAlmanac()` takes. */
export interface ClientOptions {
  /** Where the almanac is: `https://almanac.example.org`, with a path if it has one. */
  baseUrl: string;
  /**
   * Sent as `Authorization: Bearer`. Without one, public cohorts can be read, and in a page of the almanac what its session
   * may. A secret one (`alm_sk_`) is refused in a browser; a publishable one (`alm_pk_`) is not.
   */
  token?: string | undefined;
  /** Used instead of the global `fetch`. */
  fetch?: Fetch | undefined;
  /** Milliseconds that a call may take with all its attempts: 60,000. `Infinity` for no end. */
  timeout?: number | undefined;
  /** How often a call is tried again after the first attempt: 2. */
  maxRetries?: number | undefined;
  /** Sent with every call. */
  headers?: Record<string, string> | undefined;
}

/** What every method takes as its last argument. */
export interface CallOptions {
  /** Ends the call, its attempts and its waits with an `AbortError`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that this call may take, with all its attempts. */
  timeout?: number | undefined;
  /** How often this call is tried again after the first attempt. */
  maxRetries?: number | undefined;
  /** Sent with this call. */
  headers?: Record<string, string> | undefined;
  /**
   * Two calls with the same key are carried out once. A POST gets one by itself. A PUT, PATCH or DELETE is only tried again
   * with one.
   */
  idempotencyKey?: string | undefined;
}
