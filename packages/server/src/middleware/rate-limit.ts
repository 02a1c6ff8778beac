/** How much one caller may ask, told on every answer (draft-ietf-httpapi-ratelimit-headers). */
import { isIPv6 } from 'node:net';
import type { Limit, Limiter, LimiterAnswer } from '@cohort-almanac/db';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { ProblemError } from '../problem-error.ts';
import type { Viewer } from '../services/types.ts';

/** How much each address without a token may ask, and each token or session. */
export interface Budget {
  anonymous: Limit;
  token: Limit;
}

/** A budget each for what costs differently much. What is not given is as large as that of reads, and counted apart. */
export interface RateLimits extends Budget {
  writes?: Budget;
  exports?: Budget;
  imports?: Budget;
}

type Class = 'reads' | 'writes' | 'exports' | 'imports';

/** Which budget a request draws on. */
function classOf(method: string, path: string): Class {
  if (path.startsWith('/v1/exports')) return 'exports';
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return 'reads';
  return path.startsWith('/v1/imports') || path.startsWith('/v1/joins/') ? 'imports' : 'writes';
}

/** Answers 429 to who asks too much. While the limiter itself is out of order, everybody is let through. */
export function rateLimit(limiter: Limiter, limits: RateLimits, log: Logger): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith('/health/')) return next();
    const viewer: Viewer = ctx.state.viewer;
    const known = keyOf(viewer);
    const who = known === null ? 'anonymous' : 'token';
    const what = classOf(ctx.method, ctx.path);
    const name = what === 'reads' ? who : `${who}-${what}`;
    const key = `${what === 'reads' ? '' : `${what}:`}${known ?? `ip:${addressKey(ctx.ip)}`}`;
    const policy = (what === 'reads' ? limits : (limits[what] ?? limits))[who];
    const verdict = await consume(limiter, key, policy, log);
    if (verdict) {
      const reset = Math.max(0, Math.ceil(verdict.resetMs / 1000));
      ctx.set('RateLimit-Policy', `"${name}";q=${policy.points};w=${policy.durationSeconds}`);
      ctx.set('RateLimit', `"${name}";r=${Math.max(0, verdict.remaining)};t=${reset}`);
      if (!verdict.allowed) {
        const wait = Math.max(1, reset);
        const advice = known === null ? ' A token has a limit of its own.' : '';
        throw new ProblemError('too-many-requests', `Come back in ${wait} s.${advice}`, [], {
          'Retry-After': `${wait}`,
        });
      }
    }
    return next();
  };
}

async function consume(limiter: Limiter, key: string, policy: Limit, log: Logger): Promise<LimiterAnswer | null> {
  try {
    return await limiter.consume(key, policy);
  } catch (error) {
    log.warn({ err: error }, 'the limiter does not answer; the request goes on uncounted');
    return null;
  }
}

/** Who is counted by name: a token, or a session, which may as much as a token. Null: by address. */
function keyOf({ token_id, session_id }: Viewer): string | null {
  if (token_id !== null) return `token:${token_id}`;
  return session_id === undefined ? null : `session:${session_id}`;
}

/** An IPv4 address, or the /64 that one household of IPv6 has. */
export function addressKey(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array(8 - before.length - after.length).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
