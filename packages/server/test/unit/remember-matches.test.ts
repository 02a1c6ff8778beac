import Router from '@koa/router';
import { describe, expect, it } from 'vitest';
import { rememberMatches } from '../../src/openapi/remember-matches.ts';

describe('a router that remembers', () => {
  const routes = () => {
    const router = new Router();
    router.get('film', '/v1/films/:id', () => {});
    router.delete('removal', '/v1/films/:id', () => {});
    return router;
  };

  it('finds what it would find anew, by path and by method', () => {
    const plain = routes();
    const router = routes();
    rememberMatches(router);
    const asked = [
      ['/v1/films/1', 'GET'],
      ['/v1/films/2', 'GET'],
      ['/v1/films/1', 'DELETE'],
      ['/v1/films/1', 'PUT'],
      ['/nothing', 'GET'],
    ] as const;
    const names = (of: Router, [path, method]: (typeof asked)[number]) => {
      const { route, pathAndMethod } = of.match(path, method);
      return { route, names: pathAndMethod.map(({ name }) => name) };
    };
    for (const question of [...asked, ...asked]) expect(names(router, question)).toEqual(names(plain, question));
  });

  it('tries the routes once for a path that is asked for again, and each time for one that it does not know', () => {
    const router = routes();
    rememberMatches(router);
    expect(router.match('/v1/films/1', 'GET')).toBe(router.match('/v1/films/1', 'GET'));
    expect(router.match('/nothing', 'GET')).not.toBe(router.match('/nothing', 'GET'));
  });
});
