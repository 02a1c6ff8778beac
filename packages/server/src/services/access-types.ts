/** What the routes ask about who belongs to a cohort: its members, and the users who have a role in it. */
import type { CohortMember, Invite, Membership, Role } from '@cohort-almanac/db';
import type { Page, PageRequest } from './types.ts';

export interface InviteWish {
  role: Invite['role'];
  /** Of a door: the one member for whom it is, in lower case. */
  username: string | null;
  name: string | null;
  max_uses: number | null;
  expires_in_days: number;
}

export interface AccessService {
  /** By name. Throws the problem `invalid-request` on a cursor of another list. */
  members(cohortId: number, request: PageRequest): Promise<Page<CohortMember>>;
  /** Notes, or takes back, the owner's statement that a member agreed to be named. Throws the problem `not-found`. */
  setConsent(cohortId: number, username: string, stated: { by: number } | null): Promise<void>;
  /** One of them. Throws the problem `not-found`. */
  member(cohortId: number, username: string): Promise<{ member: CohortMember; joined: boolean }>;
  memberships(cohortId: number): Promise<readonly Membership[]>;
  /** Gives a user another role, or with null takes it away. Throws the problems `not-found` and `conflict` (the last owner). */
  setRole(cohortId: number, userId: number, role: Role | null): Promise<void>;
  invites(cohortId: number): Promise<readonly Invite[]>;
  /** The link stands in this answer and never again. */
  invite(cohortId: number, by: number, wish: InviteWish): Promise<{ invite: Invite; url: string }>;
  /** Throws the problem `not-found`. */
  endInvite(cohortId: number, inviteId: number): Promise<void>;
}
