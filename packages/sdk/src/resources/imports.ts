/** Account exports that are handed in, and the door by which members join with theirs. */
import type { Call } from '../core/call.ts';
import type { Body, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import { RunHandle } from '../core/run-handle.ts';
import { resource } from '../internal/resource.ts';
import { type FileInput, fileForm } from '../internal/upload.ts';
import type { CohortRef } from './cohorts.ts';

/** A file that is handed in. */
export interface Upload {
  /** The ZIP that Letterboxd sends. */
  file: FileInput;
  /** The file's name, which tells when the export was made; by default that of the `File` or path. */
  filename?: string | undefined;
}

/** An export that is handed in by an owner or editor, or by its member. */
export interface ExportUpload extends Upload {
  /** The cohort that holds the member, or is to hold them. */
  cohort: CohortRef;
  /** Whose export it has to be; another's is refused. */
  member?: string | undefined;
}

/** An export that is brought by way of a door. */
export interface JoinUpload extends Upload {
  /** Whether the cohort's readers may see the member's name. */
  named: boolean;
  /** Whether the member's RSS feed is read from now on. Not, when left out. */
  feed?: boolean | undefined;
}

/** Account exports that are handed in, and the door by which members join with theirs. */
export interface Imports {
  /**
   * Takes in a member's account export, by a run of its own: `await almanac.imports.create({ cohort, file }).finished()`. Its
   * `import` says what was found, or why it was refused.
   */
  create(upload: ExportUpload, options?: CallOptions): RunHandle;
  /** The run of an import. */
  get(importId: number, options?: CallOptions): Call<Schemas['Run']>;
  /** What the link of a door opens: which circle, and what is kept of an export. */
  door(token: string, options?: CallOptions): Call<Schemas['Door']>;
  /** Joins a cohort with one's own export. The private link stands in this answer and never again. */
  join(token: string, upload: JoinUpload, options?: CallOptions): Call<Schemas['JoinReceipt']>;
  /** What came of that, by the secret of the private link. */
  joined(secret: string, options?: CallOptions): Call<Schemas['Join']>;
  /** Sends a newer export. */
  renew(secret: string, upload: Upload, options?: CallOptions): Call<Schemas['Join']>;
  /** Leaves the cohort, and deletes what no other cohort holds. */
  leave(secret: string, wish?: Body<'leaveCohort'>, options?: CallOptions): Call<Schemas['Leaving']>;
}

export const imports = resource<Imports>()(
  {
    get: 'GET /v1/imports/{import_id}',
    door: 'GET /v1/joins/{token}',
    joined: 'GET /v1/joins/leave/{secret}',
    leave: 'POST /v1/joins/leave/{secret}?',
  },
  (send) => ({
    create: ({ cohort, member, ...upload }, options) =>
      new RunHandle(
        send('POST', { template: '/v1/imports', body: () => fileForm(upload, { cohort, member }) }, options),
        send,
      ),
    join: (token, { named, feed, ...upload }, options) =>
      send(
        'POST',
        { template: '/v1/joins/{token}', path: { token }, body: () => fileForm(upload, { named, feed }) },
        options,
      ),
    renew: (secret, upload, options) =>
      send('PUT', { template: '/v1/joins/leave/{secret}', path: { secret }, body: () => fileForm(upload) }, options),
  }),
);
