/** Accounts and sessions over the database: links by mail, who may sign up, signing in and out. */
import { createHash } from 'node:crypto';
import {
  type Database,
  ensureUser,
  explainSignInLink,
  findUser,
  findUserByEmail,
  insertSession,
  type Limit,
  type Limiter,
  type LinkSignup,
  recordAuthEvent,
  revokeSession,
  spendSignInLink,
  type User,
  updateUser,
} from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { ProblemError } from '../problem-error.ts';
import type { AccountsService, Caller } from './account-types.ts';
import type { Mailer } from './mail.ts';
import { makeSecret, makeSignInLink, signInMail } from './sign-in-link.ts';

/** What accounts need to know of invites to a cohort. */
export interface Invites {
  /** Null when there is none that still stands. */
  find(token: string): Promise<object | null>;
  accept(input: { token: string; user_id: number }): Promise<unknown>;
}

export interface AccountsOptions {
  mailer: Mailer;
  limiter: Limiter;
  log: Logger;
  signup: 'invite' | 'open' | 'closed';
  /** Where people find this almanac, without a slash at the end: links in mails begin with it. */
  publicUrl: string;
  invites: Invites;
  /** Links that may be asked for in a quarter of an hour from one network address, and for one mail address. */
  links?: { per_address: number; per_mailbox: number };
}

const DEFAULT_LINKS = { per_address: 20, per_mailbox: 5 };
const inQuarterHour = (points: number): Limit => ({ points, durationSeconds: 900 });

const LINK_OVER = 'This link has been used, or its time is over. Ask for another one.';

export function accountsService(db: Database, options: AccountsOptions): AccountsService {
  const { mailer, limiter, log, invites, links = DEFAULT_LINKS } = options;
  const underWay = new Set<Promise<void>>();
  const origin = ({ network, request_id }: Caller) => ({ network, request_id });

  async function limit(key: string, policy: Limit): Promise<void> {
    const verdict = await limiter.consume(key, policy).catch((error: unknown) => {
      log.warn({ err: error }, 'the limiter does not answer; the request goes on uncounted');
      return null;
    });
    if (!verdict || verdict.allowed) return;
    const wait = Math.max(1, Math.ceil(verdict.resetMs / 1000));
    throw new ProblemError('too-many-requests', `Too many links were asked for. Come back in ${wait} s.`, [], {
      'Retry-After': `${wait}`,
    });
  }

  /** What an address may do with a link; null when it gets none. */
  async function signupOf(user: User | null, invite: string | undefined): Promise<LinkSignup | null> {
    if (user) return user.disabled_at ? null : 'none';
    if (options.signup === 'open') return 'open';
    if (options.signup === 'closed' || invite === undefined) return null;
    return (await invites.find(invite)) ? 'invite' : null;
  }

  async function sendLink(wish: { email: string; invite?: string }, caller: Caller): Promise<void> {
    const user = await findUserByEmail(db, wish.email);
    const signup = await signupOf(user, wish.invite);
    if (signup === null) {
      const detail = { reason: user ? 'locked' : 'no_account', signup: options.signup };
      return recordAuthEvent(db, { user_id: null, kind: 'link_refused', detail, ...origin(caller) });
    }
    const email = user?.email ?? wish.email;
    const link = await makeSignInLink(db, options.publicUrl, { email, signup, invite: wish.invite });
    await recordAuthEvent(db, { user_id: user?.id ?? null, kind: 'link_asked', detail: { signup }, ...origin(caller) });
    await mailer.send(signInMail(email, link));
  }

  async function refuse(reason: string, caller: Caller): Promise<never> {
    await recordAuthEvent(db, { user_id: null, kind: 'link_refused', detail: { reason }, ...origin(caller) });
    throw new ProblemError('unauthorized', LINK_OVER);
  }

  /** The account behind a link that was just spent, made now where it may be. */
  async function accountOf(link: { email: string; signup: LinkSignup }, invite: string | undefined, caller: Caller) {
    const known = await findUserByEmail(db, link.email);
    if (known) return known.disabled_at ? refuse('locked', caller) : known;
    const standing = invite !== undefined && (await invites.find(invite)) !== null;
    // What was allowed when the link was asked for may have ended since.
    if (link.signup === 'none' || options.signup === 'closed' || (link.signup === 'invite' && !standing)) {
      return refuse('signup_ended', caller);
    }
    const user = await ensureUser(db, { email: link.email });
    const detail = { signup: link.signup };
    await recordAuthEvent(db, { user_id: user.id, kind: 'user_created', detail, ...origin(caller) });
    return user;
  }

  return {
    async askForLink(wish, caller) {
      const address = createHash('sha256').update(wish.email.trim().toLowerCase()).digest('base64url');
      await limit(`sign-in:ip:${caller.address_key}`, inQuarterHour(links.per_address));
      await limit(`sign-in:mail:${address}`, inQuarterHour(links.per_mailbox));
      // Nobody waits for this, so the time of the answer doesn't tell whether the address is known.
      const work = sendLink(wish, caller)
        .catch((error: unknown) => log.error({ err: error, request_id: caller.request_id }, 'a link was not sent'))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },

    async redeem({ token, invite }, caller) {
      const link = await spendSignInLink(db, token);
      if (!link) return refuse(await explainSignInLink(db, token), caller);
      const user = await accountOf(link, invite, caller);
      if (invite !== undefined) await invites.accept({ token: invite, user_id: user.id });
      const secret = makeSecret();
      const session_id = await insertSession(db, user.id, secret);
      await recordAuthEvent(db, { user_id: user.id, kind: 'link_spent', detail: { session_id }, ...origin(caller) });
      return { user, session_id, secret };
    },

    find: (userId) => findUser(db, userId),

    async change(userId, changes, caller) {
      const user = await updateUser(db, userId, changes);
      const detail = { fields: Object.keys(changes) };
      if (user) await recordAuthEvent(db, { user_id: userId, kind: 'user_changed', detail, ...origin(caller) });
      return user;
    },

    async signOut(sessionId, userId, caller) {
      if (!(await revokeSession(db, sessionId))) return;
      const detail = { session_id: sessionId };
      await recordAuthEvent(db, { user_id: userId, kind: 'signed_out', detail, ...origin(caller) });
    },

    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
