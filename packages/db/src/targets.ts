/**
 * Where the almanac may send something on behalf of a user: to public addresses only. Otherwise whoever may name an address
 * could reach what stands beside the almanac: its database, the metadata service of its cloud, a router.
 */
import { BlockList, isIP } from 'node:net';

/** Not for everybody, by the registries of special addresses (RFC 6890 and later; IANA). */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; clouds serve their metadata at 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved and broadcast.
  ['224.0.0.0', 3],
] as const;

/** Of the global unicast addresses, those that are special or carry an IPv4 address within them. */
const SPECIAL_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const special = new BlockList();
for (const [net, prefix] of SPECIAL_IPV4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_IPV6) special.addSubnet(net, prefix, 'ipv6');

/**
 * All that is given out for the Internet. What is outside (loopback, link-local, unique local, multicast, IPv4-mapped
 * addresses, NAT64) is not public, whatever it turns out to be.
 */
const unicastIPv6 = new BlockList();
unicastIPv6.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether this is an address of the public Internet. A text that is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  return unicastIPv6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

export interface TargetRules {
  /** Plain http too, and loopback: for development and tests. */
  allowLoopback: boolean;
}

/** Whether something may be sent to this address. */
export function isAllowedAddress(address: string, { allowLoopback }: TargetRules): boolean {
  if (isPublicAddress(address)) return true;
  const version = isIP(address);
  return allowLoopback && version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** The host of a URL as a resolver takes it: an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Why nothing can be sent to a URL, as a sentence without its subject; null when something can. Names are not looked up
 * here: what they stand for is checked when something is sent.
 */
export function targetProblem(text: string, rules: TargetRules): string | null {
  if (!URL.canParse(text)) return 'is no URL';
  const url = new URL(text);
  const schemes = rules.allowLoopback ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol)) return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password';
  if (url.hash !== '') return 'must not have a fragment';
  const host = hostOf(url);
  const named = isIP(host) === 0;
  if (named ? isInside(host) && !(rules.allowLoopback && host === 'localhost') : !isAllowedAddress(host, rules)) {
    return 'must be a public address: nothing is sent to private networks';
  }
  return null;
}

/** Names that only mean something inside a network. */
function isInside(host: string): boolean {
  const name = host.replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|lan|home|arpa|intranet|corp|onion)$/.test(name);
}
