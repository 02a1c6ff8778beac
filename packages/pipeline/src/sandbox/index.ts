/** A site in the shape of Letterboxd and TMDB, for the demo, for tests and for benches. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type { SandboxStats } from './counters.ts';
export { type Fault, FaultsError, loadFaults, parseFaults } from './faults.ts';
export { loadWorld } from './load-world.ts';
export { loadMovielens } from './movielens.ts';
export { ROBOTS_MODES, type RobotsMode } from './robots.ts';
export { PAGE_KINDS, type PageKind } from './route.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './server.ts';
export { type World, WorldError } from './world.ts';

/**
 * The folder of the world that comes with the almanac. In the built package the data files lie beside the bundle,
 * `dist/assets/world`; from source this module is packages/pipeline/src/sandbox and they are packages/pipeline/assets/world.
 *
 * @throws when neither is there: the installation is incomplete.
 */
export function bundledWorldDir(): string {
  const places = ['./assets/world/', '../../assets/world/'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`The bundled world is missing; it belongs in ${places.join(' or ')}. Install again.`);
  return found;
}
