/** What of a request, besides what the contract names, is needed to sign somebody in and to record it. */
import type { Context } from 'koa';
import type { Caller } from '../services/account-types.ts';
import { isForeign } from './origin.ts';
import { addressKey } from './rate-limit.ts';

export function callerOf(ctx: Context): Caller {
  return {
    address_key: addressKey(ctx.ip),
    network: networkOf(ctx.ip),
    request_id: ctx.state.requestId,
    secure: ctx.secure,
    foreign: isForeign(ctx),
  };
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one: enough to see a pattern, too little to see a person. */
export function networkOf(ip: string): string {
  const key = addressKey(ip);
  if (key.endsWith('/64')) return `${key.slice(0, -'::/64'.length).split(':').slice(0, 3).join(':')}::/48`;
  return key.replace(/\.\d+$/, '.0/24');
}
