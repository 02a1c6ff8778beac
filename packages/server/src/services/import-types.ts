/** What the routes ask about exports that are uploaded. */
import type { RunReport } from '@cohort-almanac/db';
import type { Multipart } from '../openapi/multipart.ts';
import type { ImportGrant } from '../policies/imports.ts';

export interface ImportsService {
  /**
   * Stores a file and starts the run that takes it in. `by` is counted against how many one may upload: a user, or an
   * address. Throws the problems `conflict` (an import of this member is under way), `too-many-requests`, and what reading
   * the file throws; nothing of it is left behind then.
   */
  receive(
    cohortId: number,
    grant: ImportGrant & { user_id: number | null },
    file: Pick<Multipart, 'fileName' | 'bytes'>,
    by: string,
  ): Promise<RunReport>;
  /** Null when there is no such import. */
  find(runId: number): Promise<RunReport | null>;
}
