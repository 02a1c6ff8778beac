/** What a router finds for a path, remembered: it tries the path against every route, a hundred by now. */
import type Router from '@koa/router';
import { LRUCache } from 'lru-cache';

/** Paths that are remembered, each with the method it was asked with, and how long they may be. */
const REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 200;

/** Has `router.match` remember. To be called when the router has all its routes: one that is added later is not seen. */
export function rememberMatches(router: Router): void {
  const found = new LRUCache<string, ReturnType<Router['match']>>({ max: REMEMBERED });
  const match = router.match.bind(router);
  router.match = (path, method) => {
    const key = `${method} ${path}`;
    const known = found.get(key);
    if (known) return known;
    const result = match(path, method);
    if (result.route && key.length <= LONGEST_REMEMBERED) found.set(key, result);
    return result;
  };
}
