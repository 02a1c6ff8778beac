/**
 * Typed access to a Cohort Almanac. This is the transport: every path of the contract, with its parameters and answers
 * typed from it.
 */
import createClient, { type Client } from 'openapi-fetch';
import type { components, operations, paths } from './generated/api.ts';

export type { components, operations, paths };

/** The contract's schemas by name: `Schemas['RankingRow']`. */
export type Schemas = components['schemas'];

export interface TransportOptions {
  /** Where the almanac is: `https://almanac.example.org`. */
  baseUrl: string;
  /** Sent as `Authorization: Bearer`. Without one, public cohorts can be read. */
  token?: string;
  /** Used instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** A call a method: `transport.GET('/v1/cohorts/{id}/rankings', { params })` gives `{ data }`, or `{ error }`, a problem. */
export type Transport = Client<paths>;

/** Makes a transport. Nothing is sent until it is called, and nothing is shared between two of them. */
export function createTransport({ baseUrl, token, fetch }: TransportOptions): Transport {
  return createClient<paths>({
    baseUrl,
    fetch,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
}
