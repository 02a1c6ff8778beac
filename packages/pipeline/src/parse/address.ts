/** Whose page a saved file is, and where it was. */
import { bodyOf, keepCommon, openPage } from './page.ts';
import { type SieveSpec, sieve } from './sieve.ts';

const SPEC: SieveSpec = { endsAtFooter: true, keep: (name, attributes) => keepCommon(name, attributes) };

export interface PageAddress {
  /** Path on the site; null when neither `url` nor the page itself says it. */
  path: string | null;
  /** The member whose page it is, as the page writes the name; null when it doesn't say. */
  owner: string | null;
}

// First parts of paths that are no member's.
const PLACES = new Set([
  'film',
  'films',
  'csi',
  'actor',
  'director',
  'writer',
  'search',
  'lists',
  'members',
  'journal',
]);

/** Reads it from the address that is given, or from what the page says of itself. */
export function pageAddress(text: string, url?: string): PageAddress {
  const page = openPage(sieve(text, SPEC), url === undefined ? {} : { url });
  const first = /^\/([a-z0-9_-]+)\//iu.exec(page.path ?? '')?.[1] ?? null;
  const owner = bodyOf(page.document)['data-owner'] ?? (first === null || PLACES.has(first) ? null : first);
  return { path: page.path, owner };
}
