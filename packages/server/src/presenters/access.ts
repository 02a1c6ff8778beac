import type { CohortMember, Invite, Membership } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import { timestamp, timestampOrNull } from './shared.ts';

export function presentMember(member: CohortMember): Schemas['CohortMember'] {
  const { username, display_name, ratings, sources, newest_observed_at, consent } = member;
  const known = (['export', 'rss', 'pages', 'crawl'] as const).filter((source) => sources.includes(source));
  return {
    username,
    display_name,
    ratings,
    sources: known,
    newest_observed_at: timestampOrNull(newest_observed_at),
    consent,
  };
}

export function presentMembership({ user_id, email, display_name, role }: Membership): Schemas['Membership'] {
  return { user_id, email, display_name, role };
}

export function presentInvite(invite: Invite): Schemas['Invite'] {
  const { id, role, username, name, max_uses, uses, created_at, expires_at, ended_at } = invite;
  const over = ended_at !== null || expires_at <= new Date() || (max_uses !== null && uses >= max_uses);
  return {
    id,
    role,
    username,
    name,
    max_uses,
    uses,
    state: over ? 'over' : 'open',
    created_at: timestamp(created_at),
    expires_at: timestamp(expires_at),
  };
}
