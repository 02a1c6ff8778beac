import type { Role } from '@cohort-almanac/db';
import { describe, expect, it } from 'vitest';
import { cohortRights } from '../../src/policies/cohorts.ts';

/** Who → [public cohort, private cohort]; r read, e edit, s sync, n see names. */
const TABLE: [who: string, viewer: { is_operator: boolean }, role: Role | null, inPublic: string, inPrivate: string][] =
  [
    ['nobody known', { is_operator: false }, null, 'r', ''],
    ['a viewer', { is_operator: false }, 'viewer', 'r', 'r'],
    ['an editor', { is_operator: false }, 'editor', 'resn', 'resn'],
    ['an owner', { is_operator: false }, 'owner', 'resn', 'resn'],
    ['the operator', { is_operator: true }, null, 'resn', 'resn'],
    ['the operator as a viewer', { is_operator: true }, 'viewer', 'resn', 'resn'],
  ];

describe('cohortRights', () => {
  it.each(TABLE)('%s', (_who, viewer, role, inPublic, inPrivate) => {
    const letters = (visibility: 'public' | 'private') => {
      const { read, edit, sync, see_names } = cohortRights(viewer, { visibility }, role);
      return `${read ? 'r' : ''}${edit ? 'e' : ''}${sync ? 's' : ''}${see_names ? 'n' : ''}`;
    };
    expect([letters('public'), letters('private')]).toEqual([inPublic, inPrivate]);
  });
});
