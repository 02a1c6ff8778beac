import type { Role } from '@cohort-almanac/db';
import { describe, expect, it } from 'vitest';
import { cohortRights } from '../../src/policies/cohorts.ts';
import { mayShare, namingParameters, ownsFilter } from '../../src/policies/filters.ts';

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

describe('a saved filter', () => {
  it('that asks for members is told from one that does not', () => {
    const naming = { seen_by: ['a'], unseen_by: ['a'], on_watchlist_of: ['a'], members: ['a'], genre: ['horror'] };
    expect(namingParameters(naming)).toEqual(['seen_by', 'unseen_by', 'on_watchlist_of', 'members']);
    expect(namingParameters({ genre: ['horror'], list: ['ann/list/best'] })).toEqual([]);
  });

  it('is its user’s, and a publishable token, which is nobody, owns none', () => {
    expect(ownsFilter({ user_id: 1 }, { user_id: 1 })).toBe(true);
    expect(ownsFilter({ user_id: 2 }, { user_id: 1 })).toBe(false);
    expect(ownsFilter({ user_id: null }, { user_id: 1 })).toBe(false);
  });

  it('of a private cohort is shown to the world by who may open it', () => {
    const may = (read: boolean, edit: boolean, visibility: 'public' | 'private') =>
      mayShare({ read, edit }, { visibility });
    expect(may(true, false, 'public')).toBe(true);
    expect(may(true, false, 'private')).toBe(false);
    expect(may(true, true, 'private')).toBe(true);
    expect(may(false, false, 'public')).toBe(false);
  });
});
