/** The almanac itself. */
import type { Call } from '../core/call.ts';
import type { Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import { resource } from '../internal/resource.ts';

/** The almanac itself: health, contract. */
export interface Admin {
  /** Whether the almanac runs. */
  live(options?: CallOptions): Call<Schemas['Liveness']>;
  /** Whether it can serve, and which part of it can't; also a "no" is an answer. */
  ready(options?: CallOptions): Call<Schemas['Readiness']>;
  /** The contract that it serves, as YAML. */
  contract(options?: CallOptions): Call<string>;
}

export const admin = resource<Admin>()({ live: 'GET /health/live' }, (send) => ({
  ready: (options) => send('GET', { template: '/health/ready', also: 503 }, options),
  contract: (options) => send('GET', { template: '/openapi.yaml', accept: '*/*', due: 'text' }, options),
}));
