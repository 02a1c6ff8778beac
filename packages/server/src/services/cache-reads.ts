/** How often what is remembered in this process was there when it was asked for. */
export const cacheReads = {
  pages: { hits: 0, misses: 0 },
  lists: { hits: 0, misses: 0 },
  versions: { hits: 0, misses: 0 },
  answers: { hits: 0, misses: 0 },
};

/** Counts a look, and hands on what was found. */
export function counted<T>(cache: keyof typeof cacheReads, found: T | undefined): T | undefined {
  cacheReads[cache][found === undefined ? 'misses' : 'hits'] += 1;
  return found;
}
