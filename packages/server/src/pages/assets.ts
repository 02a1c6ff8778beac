/** The files that pages load: read once, named by their content. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Built, they lie beside the bundle; in source, beside this module. */
const PLACES = ['./assets/', './'];
const TYPES = { 'almanac.css': 'text/css; charset=utf-8', 'almanac.js': 'text/javascript; charset=utf-8' } as const;

export type AssetName = keyof typeof TYPES;

export interface Asset {
  body: Buffer;
  type: string;
  /** Changes with the content. */
  version: string;
  /** Where it is served, version included, so that it may be kept for ever. */
  href: string;
}

/** Reads them all. Throws when one is in neither place. */
export function loadAssets(): Readonly<Record<AssetName, Asset>> {
  return { 'almanac.css': load('almanac.css'), 'almanac.js': load('almanac.js') };
}

function load(name: AssetName): Asset {
  const file = PLACES.map((place) => new URL(place + name, import.meta.url)).find((url) => existsSync(url));
  if (!file) throw new Error(`${name} is missing; looked in ${PLACES.join(' and ')} from ${import.meta.url}`);
  const body = readFileSync(file);
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { body, type: TYPES[name], version, href: `/assets/${name}?v=${version}` };
}
