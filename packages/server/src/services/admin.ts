/** Administration over the database. */
import {
  type Database,
  ensureUser,
  filmsWaiting,
  findAdminUser,
  findUserByEmail,
  listAllRuns,
  listAuthEvents,
  listExportEvents,
  listHosts,
  listRefusals,
  listSlowQueries,
  pageOfCohortHealth,
  pageOfUsers,
  readStatus,
  readSwitch,
  recordAuthEvent,
  resumeHost,
  setSwitch,
  setUserDisabled,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { AdminService, RequestLimits } from './admin-types.ts';
import { makeSignInLink } from './sign-in-link.ts';
import { type Page, UNKNOWN_CURSOR } from './types.ts';

/** How long the switch is believed without looking again. */
const SWITCH_MS = 2_000;

/** Who met a limit is told of the last day, and of so many. */
const REFUSED = { hours: 24, limit: 20 };

export interface AdminOptions {
  publicUrl: string;
  limits: RequestLimits;
}

export function adminService(db: Database, { publicUrl, limits }: AdminOptions): AdminService {
  let known: { read_only: boolean; until: number } | null = null;

  const number = (cursor: string | undefined): number | undefined => {
    if (cursor === undefined) return undefined;
    if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
    throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
  };
  function page<T>(rows: readonly T[], limit: number, key: (row: T) => string | number): Page<T> {
    const items = rows.slice(0, limit);
    return { items, next_cursor: rows.length > limit ? String(key(items.at(-1)!)) : null };
  }
  async function userOf(id: number) {
    const user = await findAdminUser(db, id);
    if (!user) throw new ProblemError('not-found', 'There is no such user.');
    return user;
  }
  async function linkFor({ id, email }: { id: number; email: string }): Promise<string> {
    const link = await makeSignInLink(db, publicUrl, { email, signup: 'none' });
    await recordAuthEvent(db, { user_id: id, kind: 'link_asked', detail: { by: 'operator' } });
    return link;
  }

  return {
    status: async () => ({
      ...(await readStatus(db)),
      read_only: await readSwitch(db),
      limits: { per_minute: limits, refused: await listRefusals(db, REFUSED) },
    }),

    async users({ q, limit, cursor }) {
      return page(await pageOfUsers(db, { q, after: number(cursor), limit: limit + 1 }), limit, ({ id }) => id);
    },

    async createUser({ email, display_name }) {
      if (await findUserByEmail(db, email)) throw new ProblemError('conflict', 'This address has an account already.');
      const user = await ensureUser(db, { email, display_name });
      await recordAuthEvent(db, { user_id: user.id, kind: 'user_created', detail: { by: 'operator' } });
      return { user: await userOf(user.id), sign_in_url: await linkFor(user) };
    },

    async setDisabled(id, disabled, by) {
      if (disabled && id === by) throw new ProblemError('conflict', 'You would lock yourself out.');
      await userOf(id);
      await setUserDisabled(db, id, disabled);
      await recordAuthEvent(db, { user_id: id, kind: 'user_changed', detail: { fields: ['disabled'], disabled } });
      return userOf(id);
    },

    async signInLink(id) {
      const user = await userOf(id);
      if (user.disabled_at) throw new ProblemError('conflict', 'The account is locked. Open it first.');
      return linkFor(user);
    },

    async cohorts({ limit, cursor }) {
      if (cursor !== undefined && !/^[a-z][a-z0-9-]{0,62}$/.test(cursor)) {
        throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
      }
      return page(await pageOfCohortHealth(db, { after: cursor, limit: limit + 1 }), limit, ({ label }) => label);
    },

    async runs({ limit, cursor, ...filter }) {
      return page(
        await listAllRuns(db, { ...filter, before: number(cursor), limit: limit + 1 }),
        limit,
        ({ id }) => id,
      );
    },

    hosts: () => listHosts(db),

    async resumeHost(host) {
      if (!(await resumeHost(db, host))) throw new ProblemError('not-found', 'No such site was ever asked.');
    },

    films: (limit) => filmsWaiting(db, limit),
    slowQueries: (limit) => listSlowQueries(db, limit),

    async events({ limit, cursor, ...filter }) {
      const rows = await listAuthEvents(db, { ...filter, before: number(cursor), limit: limit + 1 });
      return page(rows, limit, ({ id }) => id);
    },

    async exports({ limit, cursor, ...filter }) {
      const rows = await listExportEvents(db, { ...filter, before: number(cursor), limit: limit + 1 });
      return page(rows, limit, ({ id }) => id);
    },

    async setReadOnly(wish) {
      await setSwitch(db, wish);
      known = null;
      return readSwitch(db);
    },

    async isReadOnly() {
      if (known && known.until > Date.now()) return known.read_only;
      const { read_only } = await readSwitch(db);
      known = { read_only, until: Date.now() + SWITCH_MS };
      return read_only;
    },
  };
}
