/** The operations on one's own weekly digest of a cohort. */
import type { Handlers, Schemas } from '../openapi/types.ts';
import { timestampOrNull } from '../presenters/shared.ts';
import { ProblemError } from '../problem-error.ts';
import type { DigestState } from '../services/digest-types.ts';
import type { Services, Viewer } from '../services/types.ts';
import { seenBy } from './seen.ts';

type DigestRoutes = Pick<Handlers, 'getDigest' | 'subscribeToDigest' | 'unsubscribeFromDigest'>;

export function digestRoutes({ cohorts, digests }: Pick<Services, 'cohorts' | 'digests'>): DigestRoutes {
  const seen = seenBy(cohorts);
  return {
    async getDigest({ params, viewer }) {
      const { cohort } = await seen.find(viewer, params.id);
      return { status: 200, body: present(await digests.state(userOf(viewer), cohort.id)) };
    },

    async subscribeToDigest({ params, viewer }) {
      const { cohort } = await seen.find(viewer, params.id);
      return { status: 200, body: present(await digests.subscribe(userOf(viewer), cohort)) };
    },

    async unsubscribeFromDigest({ params, viewer }) {
      const { cohort } = await seen.find(viewer, params.id);
      return { status: 200, body: present(await digests.unsubscribe(userOf(viewer), cohort.id)) };
    },
  };
}

function present({ subscribed, next_at, last_sent_at }: DigestState): Schemas['Digest'] {
  return { subscribed, next_at: timestampOrNull(next_at), last_sent_at: timestampOrNull(last_sent_at) };
}

function userOf({ user_id }: Viewer): number {
  if (user_id === null) throw new ProblemError('unauthorized', 'Sign in, or send a token of a person.');
  return user_id;
}
