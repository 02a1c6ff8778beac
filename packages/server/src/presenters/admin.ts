/** What the operator reads. No secret is among it: neither of tokens and links, nor in addresses of services. */
import type {
  AdminUser,
  AuthEvent,
  CohortHealth,
  ExportEvent,
  HostState,
  ReadOnlySwitch,
  RefusedLately,
  SlowQuery,
  WaitingFilm,
} from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import type { RequestLimits, WholeStatus } from '../services/admin-types.ts';
import { timestamp, timestampOrNull } from './shared.ts';

export function presentAdminUser(user: AdminUser): Schemas['AdminUser'] {
  const { id, email, display_name, is_operator, cohorts } = user;
  return {
    id,
    email,
    display_name,
    is_operator,
    cohorts,
    created_at: timestamp(user.created_at),
    disabled_at: timestampOrNull(user.disabled_at),
    last_seen_at: timestampOrNull(user.last_seen_at),
  };
}

export function presentReadOnly({ read_only, reason, changed_at }: ReadOnlySwitch): Schemas['ReadOnlySwitch'] {
  return { read_only, reason, changed_at: timestamp(changed_at) };
}

export function presentStatus(status: WholeStatus): Schemas['AdminStatus'] {
  const { workers, users, cohorts, forgotten, queue, films_waiting, week, outcomes } = status;
  const { runs, queued, running, oldest_seconds, webhooks, digests } = queue;
  return {
    read_only: presentReadOnly(status.read_only),
    workers,
    users,
    cohorts,
    forgotten,
    queue: { runs, queued, running, oldest_seconds, webhooks, digests },
    films_waiting,
    week: { tasks: week.tasks, failed: week.failed, rate: week.rate },
    outcomes: outcomes.map(({ day, kind, tasks, failed }) => ({ day, kind, tasks, failed })),
    limits: {
      per_minute: presentLimits(status.limits.per_minute),
      refused: status.limits.refused.map(presentRefused),
    },
  };
}

function presentLimits({ reads, writes, exports, imports }: RequestLimits): Schemas['RequestLimits'] {
  const budget = ({ anonymous, token }: RequestLimits['reads']) => ({ anonymous, token });
  return { reads: budget(reads), writes: budget(writes), exports: budget(exports), imports: budget(imports) };
}

function presentRefused({ budget, kind, name, refused, last_at }: RefusedLately): Schemas['RefusedCaller'] {
  return { budget, kind, name, refused, last_at: timestamp(last_at) };
}

export function presentCohortHealth(health: CohortHealth): Schemas['CohortHealth'] {
  const { id, label, visibility, members, members_with_data, last_run, runs, failed_runs, stale_hours, schedule } =
    health;
  return {
    id,
    label,
    visibility,
    members,
    members_with_data,
    computed_at: timestampOrNull(health.computed_at),
    stale_hours,
    last_run: last_run && {
      id: last_run.id,
      kind: last_run.kind,
      state: last_run.state,
      finished_at: timestampOrNull(last_run.finished_at),
    },
    runs,
    failed_runs,
    schedule: schedule && {
      enabled: schedule.enabled,
      next_at: timestampOrNull(schedule.next_at),
      problem: schedule.problem,
    },
  };
}

export function presentHost({ host, strikes, reason, ...times }: HostState): Schemas['SourceHost'] {
  return {
    host,
    strikes,
    reason,
    blocked_until: timestampOrNull(times.blocked_until),
    closed_until: timestampOrNull(times.closed_until),
    away_since: timestampOrNull(times.away_since),
  };
}

export function presentWaitingFilm({
  film_id,
  title,
  release_year,
  slug,
  watchers,
}: WaitingFilm): Schemas['WaitingFilm'] {
  return { film_id, title, release_year, slug, watchers };
}

export function presentSlowQuery({ text, count, worst_ms, last_ms, last_at }: SlowQuery): Schemas['SlowQuery'] {
  return { text, count, worst_ms, last_ms, last_at: timestamp(last_at) };
}

export function presentAuthEvent({
  id,
  user_id,
  kind,
  detail,
  network,
  request_id,
  created_at,
}: AuthEvent): Schemas['AuthEvent'] {
  return { id, user_id, kind, detail: { ...detail }, network, request_id, created_at: timestamp(created_at) };
}

export function presentExportEvent(event: ExportEvent): Schemas['ExportEvent'] {
  const { id, user_id, token_id, cohort_id, format, filter_hash, ranking_version, films, bytes, complete } = event;
  return {
    id,
    user_id,
    token_id,
    cohort_id,
    format,
    filter_hash,
    ranking_version,
    films,
    bytes,
    complete,
    network: event.network,
    request_id: event.request_id,
    created_at: timestamp(event.created_at),
  };
}
