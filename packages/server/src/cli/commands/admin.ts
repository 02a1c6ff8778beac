import type { AdminUser, CohortHealth, ExportEvent, HostState, SlowQuery } from '@cohort-almanac/db';
import type { Command } from 'commander';
import type { Schemas } from '../../openapi/types.ts';
import {
  presentAdminUser,
  presentAuthEvent,
  presentCohortHealth,
  presentExportEvent,
  presentHost,
  presentReadOnly,
  presentSlowQuery,
  presentStatus,
  presentWaitingFilm,
} from '../../presenters/admin.ts';
import { presentRun } from '../../presenters/run.ts';
import { id, wholeNumber } from '../arguments.ts';
import { OPERATOR_RIGHTS, withContext } from '../context.ts';
import { duration, integer, print, printFacts, printJson, printTable, time } from '../output.ts';

interface Options {
  json?: boolean;
  limit: number;
}

/** As `reads 600/3000`: without a token, and with one. */
const requests = (limits: Schemas['RequestLimits']) =>
  Object.entries(limits)
    .map(([budget, { anonymous, token }]) => `${budget} ${anonymous}/${token}`)
    .join(', ');
const refused = (callers: Schemas['RefusedCaller'][]) =>
  callers.length === 0
    ? 'nobody'
    : callers.map(({ budget, kind, name, refused: n }) => `${kind} ${name}: ${n} × ${budget}`).join(', ');

const yes = (value: unknown) => (value ? 'yes' : '');

export function define(command: Command): void {
  const sub = (name: string, description: string) =>
    command.command(name).description(description).option('--json', 'print JSON');
  const list = (name: string, description: string) =>
    sub(name, description).option('--limit <n>', 'show at most so many', wholeNumber(1, 200), 50);

  sub('status', 'Show workers, queues, the week’s errors and the read-only switch.').action(
    async ({ json }: Options) => {
      await withContext('admin', async ({ services }) => {
        const status = presentStatus(await services.admin.status());
        if (json) return printJson(status);
        const { queue, week, read_only } = status;
        printFacts([
          ['workers', status.workers],
          ['runs under way', queue.runs],
          ['tasks', `${integer(queue.queued)} waiting, ${integer(queue.running)} running`],
          ['oldest waits', queue.oldest_seconds === null ? null : duration(queue.oldest_seconds * 1_000)],
          ['webhooks to send', queue.webhooks],
          ['digests due', queue.digests],
          ['films to enrich', integer(status.films_waiting)],
          ['failed in 7 days', `${integer(week.failed)} of ${integer(week.tasks)} tasks`],
          ['users, cohorts', `${integer(status.users)}, ${integer(status.cohorts)}`],
          ['forgotten', status.forgotten],
          ['requests a minute', requests(status.limits.per_minute)],
          ['refused in 24 hours', refused(status.limits.refused)],
          ['read-only', read_only.read_only ? `yes, since ${time(read_only.changed_at)}` : 'no'],
        ]);
      });
    },
  );

  list('users', 'List users, with when they were last seen.')
    .option('--q <text>', 'only those with this in their address or name')
    .action(async ({ json, limit, q }: Options & { q?: string }) => {
      await withContext('admin', async ({ services }) => {
        const { items, next_cursor } = await services.admin.users({ limit, q });
        if (json) return printJson({ items: items.map(presentAdminUser), next_cursor });
        printTable<AdminUser>(
          [
            { head: 'id', align: 'right', cell: (user) => user.id },
            { head: 'mail', flexible: true, cell: (user) => user.email },
            { head: 'operator', cell: (user) => yes(user.is_operator) },
            { head: 'locked', cell: (user) => yes(user.disabled_at) },
            { head: 'cohorts', align: 'right', cell: (user) => user.cohorts },
            { head: 'last seen', cell: (user) => time(user.last_seen_at) },
          ],
          items,
        );
      });
    });

  for (const [name, disabled, description] of [
    ['lock', true, 'Lock an account: its sessions end, its tokens, webhooks and digests rest.'],
    ['unlock', false, 'Open a locked account again.'],
  ] as const) {
    sub(name, description)
      .argument('<id>', "the user's number", id)
      .action(async (userId: number, { json }: Options) => {
        await withContext('admin', async ({ services, operator }) => {
          const user = await services.admin.setDisabled(userId, disabled, operator.user_id);
          if (json) printJson(presentAdminUser(user));
          else print(`${user.email} is ${disabled ? 'locked' : 'open'}.`);
        });
      });
  }

  list('cohorts', 'List cohorts with their last run, failures and age.').action(async ({ json, limit }: Options) => {
    await withContext('admin', async ({ services }) => {
      const { items, next_cursor } = await services.admin.cohorts({ limit });
      if (json) return printJson({ items: items.map(presentCohortHealth), next_cursor });
      printTable<CohortHealth>(
        [
          { head: 'label', flexible: true, cell: (cohort) => cohort.label },
          { head: 'members', align: 'right', cell: (cohort) => cohort.members },
          { head: 'last run', cell: ({ last_run }) => last_run && `${last_run.id} ${last_run.state}` },
          { head: 'failed', align: 'right', cell: (cohort) => `${cohort.failed_runs} of ${cohort.runs}` },
          { head: 'ranked', cell: (cohort) => time(cohort.computed_at) },
          { head: 'schedule', cell: ({ schedule }) => schedule && (schedule.problem ?? time(schedule.next_at)) },
        ],
        items,
      );
    });
  });

  list('runs', 'List the newest runs of all cohorts.').action(async ({ json, limit }: Options) => {
    await withContext('admin', async ({ services }) => {
      const { items, next_cursor } = await services.admin.runs({ limit });
      if (json) return printJson({ items: items.map((run) => presentRun(run, OPERATOR_RIGHTS)), next_cursor });
      printTable(
        [
          { head: 'run', align: 'right', cell: (run) => run.id },
          { head: 'cohort', align: 'right', cell: (run) => run.cohort_id },
          { head: 'kind', cell: (run) => run.kind },
          { head: 'state', cell: (run) => run.state },
          { head: 'began', cell: (run) => time(run.created_at) },
          { head: 'error', flexible: true, cell: (run) => run.error },
        ],
        items,
      );
    });
  });

  sub('hosts', 'List the sites that are asked, and which are left alone.').action(async ({ json }: Options) => {
    await withContext('admin', async ({ services }) => {
      const items = await services.admin.hosts();
      if (json) return printJson({ items: items.map(presentHost) });
      printTable<HostState>(
        [
          { head: 'site', flexible: true, cell: (host) => host.host },
          { head: 'left alone until', cell: (host) => time(host.closed_until ?? host.blocked_until) },
          { head: 'away since', cell: (host) => time(host.away_since) },
          { head: 'refusals', align: 'right', cell: (host) => host.strikes },
          { head: 'reason', cell: (host) => host.reason },
        ],
        items,
      );
    });
  });

  sub('resume', 'Let a site be asked again at once.')
    .argument('<site>', 'as `almanac admin hosts` shows it')
    .action(async (site: string, { json }: Options) => {
      await withContext('admin', async ({ services }) => {
        await services.admin.resumeHost(site);
        if (json) printJson({ items: (await services.admin.hosts()).map(presentHost) });
        else print(`${site} is asked again.`);
      });
    });

  list('films', 'List films that wait to be enriched, the most watched first.').action(
    async ({ json, limit }: Options) => {
      await withContext('admin', async ({ services }) => {
        const items = await services.admin.films(limit);
        if (json) return printJson({ items: items.map(presentWaitingFilm) });
        printTable(
          [
            { head: 'id', align: 'right', cell: (film) => film.film_id },
            { head: 'title', flexible: true, cell: (film) => film.title },
            { head: 'year', align: 'right', cell: (film) => film.release_year },
            { head: 'watchers', align: 'right', cell: (film) => film.watchers },
          ],
          items,
        );
      });
    },
  );

  list('slow-queries', 'List statements that took long, the worst first.').action(async ({ json, limit }: Options) => {
    await withContext('admin', async ({ services }) => {
      const items = await services.admin.slowQueries(limit);
      if (json) return printJson({ items: items.map(presentSlowQuery) });
      printTable<SlowQuery>(
        [
          { head: 'worst', align: 'right', cell: (query) => duration(query.worst_ms) },
          { head: 'times', align: 'right', cell: (query) => query.count },
          { head: 'last', cell: (query) => time(query.last_at) },
          { head: 'statement', flexible: true, cell: (query) => query.text },
        ],
        items,
      );
    });
  });

  list('events', 'List what happened to accounts, links, sessions and tokens.').action(
    async ({ json, limit }: Options) => {
      await withContext('admin', async ({ services }) => {
        const { items, next_cursor } = await services.admin.events({ limit });
        if (json) return printJson({ items: items.map(presentAuthEvent), next_cursor });
        printTable(
          [
            { head: 'when', cell: (event) => time(event.created_at) },
            { head: 'user', align: 'right', cell: (event) => event.user_id },
            { head: 'what', cell: (event) => event.kind },
            { head: 'network', cell: (event) => event.network },
            { head: 'detail', flexible: true, cell: (event) => JSON.stringify(event.detail) },
          ],
          items,
        );
      });
    },
  );

  list('exports', 'List which lists were taken out, by whom and in which format.')
    .option('--user-id <n>', 'of this user', id)
    .option('--cohort-id <n>', 'of this cohort', id)
    .action(async ({ json, limit, userId, cohortId }: Options & { userId?: number; cohortId?: number }) => {
      await withContext('admin', async ({ services }) => {
        const { items, next_cursor } = await services.admin.exports({ limit, user_id: userId, cohort_id: cohortId });
        if (json) return printJson({ items: items.map(presentExportEvent), next_cursor });
        printTable<ExportEvent>(
          [
            { head: 'when', cell: (event) => time(event.created_at) },
            { head: 'user', align: 'right', cell: (event) => event.user_id },
            { head: 'cohort', align: 'right', cell: (event) => event.cohort_id },
            { head: 'format', cell: (event) => event.format },
            { head: 'films', align: 'right', cell: (event) => integer(event.films) },
            { head: 'bytes', align: 'right', cell: (event) => event.bytes && integer(event.bytes) },
            { head: 'whole', cell: (event) => yes(event.complete) },
            { head: 'network', cell: (event) => event.network },
          ],
          items,
        );
      });
    });

  for (const [name, read_only, description] of [
    ['read-only', true, 'Take no changes over HTTP from now on, within two seconds.'],
    ['read-write', false, 'Take changes again.'],
  ] as const) {
    sub(name, description)
      .option('--reason <text>', 'why, for other operators')
      .action(async ({ json, reason }: Options & { reason?: string }) => {
        await withContext('admin', async ({ services }) => {
          const now = await services.admin.setReadOnly({ read_only, reason: reason ?? null });
          if (json) printJson(presentReadOnly(now));
          else print(read_only ? 'The almanac is read-only.' : 'The almanac takes changes.');
        });
      });
  }
}
