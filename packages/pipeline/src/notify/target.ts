/** Finding out where a webhook's host is, and holding the connection to it. */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf, isAllowedAddress, type TargetRules, targetProblem } from '@cohort-almanac/db';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Nothing is sent there. What was found out stays unsaid: it would tell the inside of a network. */
export class TargetError extends Error {
  override name = 'TargetError';
}

export const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The addresses of a URL's host, all of which may be sent to: one that may not spoils the others, since a name that is
 * public and private at once is no honest one. Throws TargetError, and what `resolve` throws.
 */
export async function findTarget(url: string, rules: TargetRules, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const problem = targetProblem(url, rules);
  if (problem) throw new TargetError(`The address ${problem}.`);
  const host = hostOf(new URL(url));
  const version = isIP(host);
  const addresses = version === 0 ? await resolve(host) : [{ address: host, family: version }];
  if (addresses.length === 0 || !addresses.every(({ address }) => isAllowedAddress(address, rules))) {
    throw new TargetError('The address does not lead to the public Internet.');
  }
  return addresses;
}

/**
 * Answers every question for an address with those that were checked. The connection asks here instead of asking DNS once
 * more, so a name that says something else the second time (rebinding) leads nowhere else.
 */
export function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const { address, family } = addresses[0]!;
    return callback(null, address, family);
  };
}
