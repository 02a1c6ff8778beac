/** Who belongs to a cohort, between a form's texts and what the almanac takes. */
import type { Schemas } from '@cohort-almanac/sdk';

type Definition = Schemas['Definition'];

/** What the form's fields say, put into what was there: it shows one seed and one list, and the others stay. */
export function definitionOf(
  { members = '', seed = '', relation = 'following', list = '' }: Readonly<Record<string, string>>,
  before?: Definition | null,
): Schemas['DefinitionCreate'] {
  const [firstSeed, ...otherSeeds] = before?.seeds ?? [];
  const username = nameOf(seed);
  const names = members
    .split(/[\s,;]+/)
    .map(nameOf)
    .filter(Boolean);
  const isSame = firstSeed?.username === username;
  const first = { ...(isSame && firstSeed), username, relation: relation as 'following' | 'followers' };
  const seeds = [...(username ? [first] : []), ...otherSeeds];
  const lists = [...(list ? [pathOf(list)] : []), ...(before?.lists.slice(1) ?? [])];
  return {
    ...(names.length > 0 && { members: names }),
    ...(seeds.length > 0 && { seeds }),
    ...(lists.length > 0 && { lists }),
    ...(before && { exclusions: before.exclusions }),
  };
}

/** `@Ann` → `ann`. */
function nameOf(text: string): string {
  return text.trim().replace(/^@/, '').toLowerCase();
}

/** The path of an address: `https://letterboxd.com/ann/list/best/` → `ann/list/best`. */
function pathOf(text: string): string {
  return text
    .trim()
    .replace(/^(https?:\/\/)?(www\.)?letterboxd\.com\//i, '')
    .replace(/^\/+|\/+$/g, '');
}

/** A short name for addresses out of a name: `Kino für alle` → `kino-fur-alle`. */
export function labelFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 63);
}
