/** The operations on the caller's own account: sessions and tokens. */
import type { User } from '@cohort-almanac/db';
import { SESSION_COOKIE } from '../middleware/auth.ts';
import type { Handlers } from '../openapi/types.ts';
import { cohortRights } from '../policies/cohorts.ts';
import { SCOPES } from '../policies/scopes.ts';
import { presentSession, presentToken } from '../presenters/account.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from '../services/account-types.ts';
import type { Services, Viewer } from '../services/types.ts';

type AuthRoutes = Pick<
  Handlers,
  | 'askForSignInLink'
  | 'redeemSignInLink'
  | 'getSession'
  | 'updateSession'
  | 'endSession'
  | 'listTokens'
  | 'createToken'
  | 'revokeToken'
  | 'rotateToken'
>;

/** Browsers keep a cookie for 400 days at most; when the session itself ends is up to the database. */
const COOKIE_SECONDS = 400 * 86_400;
const DEFAULT_TOKEN_DAYS = 90;
const PRIVATE = { 'Cache-Control': 'no-store' };

/** `Set-Cookie` of a new session; with an empty secret, of one that is over. */
export function sessionCookie(secret: string, { secure }: Pick<Caller, 'secure'>): string {
  const age = secret === '' ? 0 : COOKIE_SECONDS;
  return `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

export function authRoutes(
  { accounts, tokens, cohorts, quotas, admin }: Pick<Services, 'accounts' | 'tokens' | 'cohorts' | 'quotas' | 'admin'>,
  { readOnly }: { readOnly: boolean },
): AuthRoutes {
  const present = async (user: User, viewer: Pick<Viewer, 'scopes' | 'token_id'>) =>
    presentSession(user, viewer, {
      readOnly: readOnly || (await admin.isReadOnly()),
      quotas: await quotas.read({ ...user, user_id: user.id }),
    });
  const sessionOf = async (viewer: Viewer) => {
    const user = await accounts.find(personOf(viewer).user_id);
    if (!user) throw new ProblemError('unauthorized', 'This account is gone.');
    return present(user, viewer);
  };

  /** A publishable token shows its cohorts to everybody, so their maker must be able to make them public. */
  const refuseCohorts = async (viewer: Viewer, ids: readonly number[]) => {
    const seen = await Promise.all(ids.map((id) => cohorts.find(viewer, String(id))));
    const faults = seen.flatMap((found, index) =>
      found && cohortRights(viewer, found.cohort, found.role).edit ? [] : [ids[index]!],
    );
    if (faults.length > 0) {
      throw new ProblemError('unprocessable', `You are no owner or editor of ${faults.join(', ')} in cohort_ids.`);
    }
  };

  return {
    async askForSignInLink({ body, caller }) {
      refuseForeign(caller);
      await accounts.askForLink(body, caller);
      return { status: 202, body: { status: 'accepted' }, headers: PRIVATE };
    },

    async redeemSignInLink({ body, viewer, caller }) {
      refuseForeign(caller);
      const { user, session_id, secret } = await accounts.redeem(body, caller);
      // Who signs in anew leaves the session before: an old cookie that somebody has kept ends with it.
      if (viewer.session_id !== undefined) await accounts.signOut(viewer.session_id, viewer.user_id!, caller);
      const signedIn = { user_id: user.id, session_id, token_id: null, scopes: SCOPES, is_operator: user.is_operator };
      return {
        status: 200,
        body: await present(user, signedIn),
        headers: { ...PRIVATE, 'Set-Cookie': sessionCookie(secret, caller) },
      };
    },

    async getSession({ viewer }) {
      return { status: 200, body: await sessionOf(viewer), headers: PRIVATE };
    },

    async updateSession({ body, viewer, caller }) {
      await accounts.change(personOf(viewer).user_id, body, caller);
      return { status: 200, body: await sessionOf(viewer), headers: PRIVATE };
    },

    async endSession({ viewer, caller }) {
      if (viewer.session_id === undefined) {
        throw new ProblemError('forbidden', 'A token does not sign out. Revoke it instead.');
      }
      await accounts.signOut(viewer.session_id, viewer.user_id!, caller);
      return { status: 204, body: undefined, headers: { ...PRIVATE, 'Set-Cookie': sessionCookie('', caller) } };
    },

    async listTokens({ viewer }) {
      const items = (await tokens.list(personOf(viewer).user_id)).map(presentToken);
      return { status: 200, body: { items }, headers: PRIVATE };
    },

    async createToken({ body, viewer, caller }) {
      const maker = personOf(viewer);
      const { kind = 'secret', name, scopes, expires_in_days = DEFAULT_TOKEN_DAYS } = body;
      const { origins = [], cohort_ids = [] } = body;
      refuseMismatch(kind, { origins, cohort_ids, scopes });
      await refuseCohorts(viewer, cohort_ids);
      const made = await tokens.create(maker, { kind, name, scopes, expires_in_days, origins, cohort_ids }, caller);
      return { status: 201, body: { ...presentToken(made), token: made.token }, headers: PRIVATE };
    },

    async revokeToken({ params, viewer, caller }) {
      if (!(await tokens.revoke(personOf(viewer).user_id, params.token_id, caller))) throw noSuchToken(params.token_id);
      return { status: 204, body: undefined, headers: PRIVATE };
    },

    async rotateToken({ params, viewer, caller }) {
      const made = await tokens.rotate(personOf(viewer), params.token_id, caller);
      if (!made) throw noSuchToken(params.token_id);
      return { status: 200, body: { ...presentToken(made), token: made.token }, headers: PRIVATE };
    },
  };
}

const noSuchToken = (id: number) => new ProblemError('not-found', `You have no live token ${id}.`);

/** Who is asking, as a person: a publishable token is none. */
function personOf(viewer: Viewer): Viewer & { user_id: number } {
  const { user_id } = viewer;
  if (user_id === null) throw new ProblemError('unauthorized', 'Sign in, or send a token of a person.');
  return { ...viewer, user_id };
}

/** Another site's page must not sign its visitors in, as whom it likes. */
export function refuseForeign({ foreign }: Pick<Caller, 'foreign'>): void {
  if (foreign) throw new ProblemError('forbidden', 'Signing in is only possible from a page of this almanac.');
}

/** Which fields belong to which kind of token. */
function refuseMismatch(
  kind: 'secret' | 'publishable',
  { origins, cohort_ids, scopes }: { origins: string[]; cohort_ids: number[]; scopes?: readonly string[] },
): void {
  const faults: [string, string][] = [];
  if (kind === 'secret') {
    if (origins.length > 0) faults.push(['/origins', 'belongs to a publishable token']);
    if (cohort_ids.length > 0) faults.push(['/cohort_ids', 'belongs to a publishable token']);
  } else {
    if (origins.length === 0) faults.push(['/origins', 'must name the pages that may use a publishable token']);
    if (cohort_ids.length === 0) faults.push(['/cohort_ids', 'must name what a publishable token reads']);
    if (scopes?.some((scope) => scope !== 'cohorts:read')) {
      faults.push(['/scopes', 'of a publishable token can only be cohorts:read']);
    }
  }
  if (faults.length === 0) return;
  throw ProblemError.invalid(faults.map(([name, message]) => ({ in: 'body' as const, name, message })));
}
