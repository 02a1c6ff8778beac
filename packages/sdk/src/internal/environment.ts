/** Where the code runs. */

interface Surroundings {
  document?: unknown;
  importScripts?: unknown;
  navigator?: { userAgent?: string };
}

/** A page, or a worker of one; not Deno, Bun, Node or a worker at the edge. */
export function isBrowser(): boolean {
  const { document, importScripts, navigator } = globalThis as Surroundings;
  return document !== undefined || (typeof importScripts === 'function' && /^Mozilla/.test(navigator?.userAgent ?? ''));
}
