/** What a path answers to, for who asks with OPTIONS or with the wrong method. */
import type Router from '@koa/router';
import type { Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** 204 with `Allow` for OPTIONS, 405 with `Allow` for a method that the path doesn't know. Stands after the routes. */
export function allowedMethods(router: Router): Middleware {
  return async (ctx, next) => {
    const { path: layers, route } = router.match(ctx.path, ctx.method);
    const methods = new Set(layers.flatMap((layer) => layer.methods));
    if (route || methods.size === 0) return next();
    const allow = [...methods, 'OPTIONS'].sort().join(', ');
    if (ctx.method !== 'OPTIONS') {
      throw new ProblemError('method-not-allowed', `${ctx.path} answers to ${allow}.`, [], { Allow: allow });
    }
    ctx.set('Allow', allow);
    ctx.status = 204;
  };
}
