/** Rankings as files. */
import type { Call } from '../core/call.ts';
import type { Body } from '../core/contract.ts';
import { Download } from '../core/download.ts';
import type { CallOptions } from '../core/options.ts';
import { resource } from '../internal/resource.ts';

/** Rankings as files. */
export interface Exports {
  /**
   * Every film that a filter leaves, as a file that is sent while it is written: `csv`, `json`, `letterboxd` (its header
   * `Export-Parts` says how many files there are), or `radarr`.
   */
  create(wish: Body<'createExport'>, options?: CallOptions): Call<Download>;
}

export const exports = resource<Exports>()({}, (send) => ({
  create: (body: Body<'createExport'>, options?: CallOptions) =>
    send<Download>('POST', { template: '/v1/exports', body, accept: '*/*', due: 'stream', wrap: Download }, options),
}));
