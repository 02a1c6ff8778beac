/** The operations on a cohort's door, which need no account: whoever has the link may come, and whoever joined may leave. */
import type { Handlers } from '../openapi/types.ts';
import { presentDoor, presentJoin } from '../presenters/joins.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from '../services/account-types.ts';
import type { Services } from '../services/types.ts';

type JoinRoutes = Pick<Handlers, 'getDoor' | 'joinCohort' | 'getJoin' | 'renewJoin' | 'leaveCohort'>;

/** What a link opens is for whoever holds it, and for nobody's cache. */
const PRIVATE = { 'Cache-Control': 'no-store' };

export function joinRoutes({ joins }: Pick<Services, 'joins'>): JoinRoutes {
  const doorOf = async (token: string) => {
    const door = await joins.door(token);
    if (!door) throw new ProblemError('not-found', 'This link leads nowhere, or it is over. Ask for another one.');
    return door;
  };
  const joinOf = async (secret: string) => {
    const join = await joins.find(secret);
    if (!join) throw new ProblemError('not-found', 'This link leads nowhere, or whoever held it has left.');
    return join;
  };
  return {
    async getDoor({ params }) {
      return { status: 200, body: presentDoor(await doorOf(params.token)), headers: PRIVATE };
    },

    async joinCohort({ params, body, caller }) {
      refuseForeign(caller);
      const door = await doorOf(params.token);
      const choice = { named: body.fields.named === 'true', feed: body.fields.feed === 'true' };
      const { private_link } = await joins.come(door, choice, body, byAddress(caller));
      return { status: 202, body: { private_link }, headers: PRIVATE };
    },

    async getJoin({ params }) {
      return { status: 200, body: presentJoin(await joinOf(params.secret)), headers: PRIVATE };
    },

    async renewJoin({ params, body, caller }) {
      refuseForeign(caller);
      const join = await joinOf(params.secret);
      await joins.renew(join, body, byAddress(caller));
      return { status: 202, body: presentJoin(await joinOf(params.secret)), headers: PRIVATE };
    },

    async leaveCohort({ params, body, caller }) {
      refuseForeign(caller);
      const { data_removed } = await joins.leave(await joinOf(params.secret), {
        everywhere: body?.everywhere ?? false,
      });
      return { status: 200, body: { data_removed }, headers: PRIVATE };
    },
  };
}

/** Whom an upload without an account counts for. */
export const byAddress = ({ address_key }: Pick<Caller, 'address_key'>): string => `ip:${address_key}`;

/** Another site's page must not make its visitors join, or leave. */
export function refuseForeign({ foreign }: Pick<Caller, 'foreign'>): void {
  if (foreign) throw new ProblemError('forbidden', 'This is only possible from a page of this almanac.');
}
