/** The operations on who belongs to a cohort, and who may do what with it. */
import type { Handlers } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { presentInvite, presentMember, presentMembership } from '../presenters/access.ts';
import { reminderText } from '../presenters/reminder.ts';
import { timestampOrNull } from '../presenters/shared.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type AccessRoutes = Pick<
  Handlers,
  | 'listCohortMembers'
  | 'stateConsent'
  | 'withdrawConsent'
  | 'getReminder'
  | 'listMemberships'
  | 'changeMembership'
  | 'removeMembership'
  | 'listInvites'
  | 'createInvite'
  | 'endInvite'
>;

/** An invite lasts so long when its maker doesn't say; the contract's default. */
const INVITE_DAYS = 14;

export function accessRoutes({ cohorts, access }: Pick<Services, 'cohorts' | 'access'>): AccessRoutes {
  const seen = seenBy(cohorts);
  return {
    async listCohortMembers({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'see_names');
      const page = await access.members(cohort.id, { limit: query.limit ?? DEFAULT_PAGE, cursor: query.cursor });
      return { status: 200, body: { items: page.items.map(presentMember), next_cursor: page.next_cursor } };
    },

    async stateConsent({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      await access.setConsent(cohort.id, params.username, { by: viewer.user_id! });
      return { status: 204, body: undefined };
    },

    async withdrawConsent({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      await access.setConsent(cohort.id, params.username, null);
      return { status: 204, body: undefined };
    },

    async getReminder({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'see_names');
      const { member, joined } = await access.member(cohort.id, params.username);
      const text = reminderText(member, { cohort: cohort.display_name, joined });
      return { status: 200, body: { text, newest_observed_at: timestampOrNull(member.newest_observed_at), joined } };
    },

    async listMemberships({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      return { status: 200, body: { items: (await access.memberships(cohort.id)).map(presentMembership) } };
    },

    async changeMembership({ params, body, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      await access.setRole(cohort.id, params.user_id, body.role);
      return { status: 204, body: undefined };
    },

    async removeMembership({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      // Everybody may go by themselves.
      if (params.user_id !== viewer.user_id) may(rights, 'own');
      await access.setRole(cohort.id, params.user_id, null);
      return { status: 204, body: undefined };
    },

    async listInvites({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      return { status: 200, body: { items: (await access.invites(cohort.id)).map(presentInvite) } };
    },

    async createInvite({ params, body, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      const { role, username = null, name = null, max_uses = null, expires_in_days = INVITE_DAYS } = body;
      if (username !== null && role !== 'member') {
        throw ProblemError.invalid([{ in: 'body', name: '/username', message: 'belongs to the role member' }]);
      }
      const { invite, url } = await access.invite(cohort.id, viewer.user_id!, {
        role,
        username: username?.toLowerCase() ?? null,
        name,
        max_uses,
        expires_in_days,
      });
      return { status: 201, body: { ...presentInvite(invite), url }, headers: { 'Cache-Control': 'no-store' } };
    },

    async endInvite({ params, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      may(rights, 'own');
      await access.endInvite(cohort.id, params.invite_id);
      return { status: 204, body: undefined };
    },
  };
}

function may(rights: CohortRights, what: 'own' | 'see_names'): void {
  if (rights[what]) return;
  const who = what === 'own' ? 'An owner of the cohort' : 'Its owners and editors';
  throw new ProblemError('forbidden', `${who} may do this; ask for the role.`);
}
