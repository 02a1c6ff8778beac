/** What a token may be allowed by whoever makes it. */
import type { Scope } from './scopes.ts';

/** All that a publishable token can do. */
export const PUBLISHABLE_SCOPES: readonly Scope[] = ['cohorts:read'];

/** The scopes that were asked for and that the maker does not hold, so cannot hand on. */
export function scopesBeyond(maker: { scopes: readonly Scope[] }, asked: readonly string[]): string[] {
  return asked.filter((scope) => !maker.scopes.some((held) => held === scope));
}
