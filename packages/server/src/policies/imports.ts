/**
 * Who may upload an export into a cohort, and as what. Whether that is enough for the member whom the export turns out to name is
 * decided when it is stored, by core's `importRefusal`: only then is it known whose data is at stake.
 */
import type { ImportAuthority } from '@cohort-almanac/core';
import type { Role } from '@cohort-almanac/db';
import type { Viewer } from '../services/types.ts';
import type { CohortRights } from './cohorts.ts';

export interface ImportGrant {
  authority: ImportAuthority;
  /** Whose export it has to be, in lower case; null: whom it names. */
  expected: string | null;
}

/** A grant, or why there is none: `role` in the cohort, or `name`, which is not the viewer's own. */
export function importGrant(
  viewer: Pick<Viewer, 'is_operator'>,
  rights: Pick<CohortRights, 'edit'>,
  role: Role | null,
  { own, member }: { own: string | null; member: string | null },
): ImportGrant | 'role' | 'name' {
  const expected = member?.toLowerCase() ?? null;
  if (viewer.is_operator) return { authority: 'operator', expected };
  if (rights.edit) return { authority: 'editor', expected };
  // That a viewer is who they say only weighs something because an owner let them in.
  if (role !== 'viewer') return 'role';
  const name = own?.toLowerCase() ?? null;
  return name === null || (expected !== null && expected !== name) ? 'name' : { authority: 'self', expected: name };
}

/** Who may read what came of an import: whoever handed it over, and who may see the names of the cohort. */
export function mayReadImport(
  viewer: Pick<Viewer, 'user_id'>,
  rights: Pick<CohortRights, 'see_names'> | null,
  uploadedBy: number | null,
): boolean {
  return rights?.see_names === true || (uploadedBy !== null && viewer.user_id === uploadedBy);
}
