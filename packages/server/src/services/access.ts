/** Members and roles of a cohort, and the invites to it. */
import {
  changeMembership,
  type Database,
  endInvite,
  findCohortMember,
  findMember,
  hasJoined,
  type Invite,
  insertInvite,
  listCohortMembers,
  listInvites,
  listMemberships,
  pageOfMembers,
  recordConsent,
  withdrawConsent,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { AccessService } from './access-types.ts';
import { makeSecret } from './sign-in-link.ts';
import { UNKNOWN_CURSOR } from './types.ts';

const DAY_MS = 86_400_000;

/** Where an invite leads: to the door, or to signing in. `publicUrl` has no slash at its end. */
export const inviteUrl = (publicUrl: string, role: Invite['role'], token: string): string =>
  role === 'member' ? `${publicUrl}/join/${token}` : `${publicUrl}/auth/sign-in?invite=${token}`;

export interface AccessOptions {
  /** Where people find this almanac, without a slash at the end. */
  publicUrl: string;
  /** Called when what a cohort's readers see, or who they are, has changed. */
  onChange: () => void;
}

export function accessService(db: Database, { publicUrl, onChange }: AccessOptions): AccessService {
  async function memberOf(cohortId: number, username: string): Promise<number> {
    const member = await findMember(db, username);
    const members = member ? await listCohortMembers(db, cohortId) : [];
    if (!member || !members.some(({ member_id }) => member_id === member.member_id)) {
      throw new ProblemError('not-found', 'The cohort has no member of this name.');
    }
    return member.member_id;
  }

  return {
    async members(cohortId, { limit, cursor }) {
      const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
      if (after !== undefined && !/^[a-z0-9_-]{1,64}$/.test(after)) {
        throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
      }
      const members = await pageOfMembers(db, cohortId, { after, limit: limit + 1 });
      const items = members.slice(0, limit);
      const more = members.length > limit;
      return { items, next_cursor: more ? Buffer.from(items.at(-1)!.username).toString('base64url') : null };
    },

    async setConsent(cohortId, username, stated) {
      const memberId = await memberOf(cohortId, username);
      if (stated) await recordConsent(db, { cohortId, memberId, how: 'owner_statement', statedBy: stated.by });
      else await withdrawConsent(db, cohortId, memberId);
      onChange();
    },

    async member(cohortId, username) {
      const memberId = await memberOf(cohortId, username);
      const member = (await findCohortMember(db, cohortId, memberId))!;
      return { member, joined: await hasJoined(db, cohortId, memberId) };
    },

    memberships: (cohortId) => listMemberships(db, cohortId),

    async setRole(cohortId, userId, role) {
      const change = await changeMembership(db, { cohortId, userId, role });
      if (change === 'unknown') throw new ProblemError('not-found', `User ${userId} has no role in this cohort.`);
      if (change === 'last_owner') {
        throw new ProblemError('conflict', 'A cohort keeps an owner. Make somebody else its owner first.');
      }
      onChange();
    },

    invites: (cohortId) => listInvites(db, cohortId),

    async invite(cohortId, by, { role, username, name, max_uses, expires_in_days }) {
      const token = makeSecret();
      const expires_at = new Date(Date.now() + expires_in_days * DAY_MS);
      const invite = await insertInvite(db, {
        cohort_id: cohortId,
        role,
        username,
        name,
        max_uses,
        expires_at,
        token,
        created_by: by,
      });
      return { invite, url: inviteUrl(publicUrl, role, token) };
    },

    async endInvite(cohortId, inviteId) {
      if (!(await endInvite(db, cohortId, inviteId))) {
        throw new ProblemError('not-found', `The cohort has no invite ${inviteId} that still stands.`);
      }
    },
  };
}
