/** The files that pages load: read once, named by their content. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Built, they lie beside the bundle; in source, beside this module. */
const PLACES = ['./assets/', './', '../embed/'];
const CSS = 'text/css; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const TYPES = {
  'almanac.css': CSS,
  'almanac.js': JAVASCRIPT,
  'share.css': CSS,
  'frame.js': JAVASCRIPT,
  'reference.css': CSS,
} as const;

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
  return {
    'almanac.css': load('almanac.css'),
    'almanac.js': load('almanac.js'),
    'share.css': load('share.css'),
    'frame.js': load('frame.js'),
    'reference.css': load('reference.css'),
  };
}

function load(name: AssetName): Asset {
  const file = PLACES.map((place) => new URL(place + name, import.meta.url)).find((url) => existsSync(url));
  if (!file) throw new Error(`${name} is missing; looked in ${PLACES.join(' and ')} from ${import.meta.url}`);
  const body = readFileSync(file);
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { body, type: TYPES[name], version, href: `/assets/${name}?v=${version}` };
}
