/** Users and tokens, as their owner sees them. */
import type { ApiToken, User } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { isScope } from '../policies/scopes.ts';
import type { Quota, Quotas } from '../services/quotas.ts';
import type { Viewer } from '../services/types.ts';
import { timestamp, timestampOrNull } from './shared.ts';

export function presentSession(
  user: User,
  viewer: Pick<Viewer, 'scopes' | 'token_id'>,
  { readOnly, quotas }: { readOnly: boolean; quotas: Quotas },
): Schemas['Session'] {
  const { id, email, display_name, letterboxd_username, is_operator } = user;
  return {
    user: { id, email, display_name, letterboxd_username, is_operator },
    scopes: [...viewer.scopes],
    signed_in_with: viewer.token_id === null ? 'session' : 'token',
    read_only: readOnly,
    quotas: {
      cohorts: presentQuota(quotas.cohorts),
      members_per_cohort: presentQuota(quotas.members_per_cohort),
      syncs_per_day: presentQuota(quotas.syncs_per_day),
      exports_per_hour: presentQuota(quotas.exports_per_hour),
    },
  };
}

function presentQuota({ used, limit, frees_at }: Quota): Schemas['Quota'] {
  return { used, limit, frees_at: timestampOrNull(frees_at) };
}

/** Of the token itself only the last four characters are known. */
export function presentToken(token: ApiToken): Schemas['ApiToken'] {
  const { id, kind, name, last_four, origins, cohort_ids } = token;
  return {
    id,
    kind,
    name,
    last_four,
    scopes: token.scopes.filter(isScope),
    origins,
    cohort_ids,
    created_at: timestamp(token.created_at),
    expires_at: timestampOrNull(token.expires_at),
    last_used_at: timestampOrNull(token.last_used_at),
    revoked_at: timestampOrNull(token.revoked_at),
  };
}
