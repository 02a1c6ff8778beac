import type { Migration } from '../migrate.ts';
import { accounts } from './0001-accounts.ts';
import { films } from './0002-films.ts';
import { members } from './0003-members.ts';
import { cohorts } from './0004-cohorts.ts';
import { runs } from './0005-runs.ts';
import { rankings } from './0006-rankings.ts';
import { imports } from './0007-imports.ts';
import { feeds } from './0008-feeds.ts';
import { consent } from './0009-consent.ts';
import { timeframes } from './0010-timeframes.ts';
import { schedules } from './0011-schedules.ts';
import { telemetry } from './0012-telemetry.ts';
import { filmAliases } from './0013-film-aliases.ts';
import { canary } from './0014-canary.ts';
import { sharedMembers } from './0015-shared-members.ts';
import { signIn } from './0016-sign-in.ts';
import { invites } from './0017-invites.ts';
import { outages } from './0020-outages.ts';
import { savedFilters } from './0023-saved-filters.ts';
import { uploads } from './0027-uploads.ts';
import { doors } from './0028-doors.ts';
import { exportEvents } from './0031-exports.ts';
import { providers } from './0032-providers.ts';
import { idempotency } from './0034-idempotency.ts';
import { quotas } from './0035-quotas.ts';
import { webhooks } from './0037-webhooks.ts';
import { digests } from './0038-digests.ts';
import { administration } from './0039-administration.ts';
import { limitRefusals } from './0040-limit-refusals.ts';
import { memberClaims } from './0041-member-claims.ts';

/** In order. Modules, not files: they are bundled with the server. */
export const migrations: readonly Migration[] = [
  accounts,
  films,
  members,
  cohorts,
  runs,
  rankings,
  imports,
  feeds,
  consent,
  timeframes,
  schedules,
  telemetry,
  filmAliases,
  canary,
  sharedMembers,
  signIn,
  invites,
  outages,
  savedFilters,
  exportEvents,
  providers,
  idempotency,
  quotas,
  webhooks,
  digests,
  administration,
  uploads,
  doors,
  limitRefusals,
  memberClaims,
];
