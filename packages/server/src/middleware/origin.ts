/** From which page a request comes, as far as the browser says it. */
import type { Context } from 'koa';

/** The host of the `Origin` header; null when there is none, or the browser keeps it to itself (`null`). */
function originHost(ctx: Context): string | null {
  const origin = ctx.get('Origin');
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * Whether a page of this almanac sent it, for sure. `Origin` decides; a page under `Referrer-Policy: no-referrer` sends
 * `Origin: null` with a form (Fetch, 3.1), and there `Sec-Fetch-Site` does.
 */
export function isSameOrigin(ctx: Context): boolean {
  const host = originHost(ctx);
  return host === null ? ctx.get('Sec-Fetch-Site') === 'same-origin' : host === ctx.host;
}

/** Whether a page of somebody else sent it, for sure. Programs that are no browsers say nothing, and are not foreign. */
export function isForeign(ctx: Context): boolean {
  const host = originHost(ctx);
  if (host !== null) return host !== ctx.host;
  return !['', 'same-origin', 'none'].includes(ctx.get('Sec-Fetch-Site'));
}
