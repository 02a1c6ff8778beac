/** Serves the widgets' files for script tags at `/widgets/…`, to every page of the web. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Middleware } from 'koa';

/** Built, they lie beside the bundle; in source, where the widgets are built. */
const PLACES = ['./assets/widgets/', '../../../widgets/dist/cdn/'];

const TYPES = new Map([
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
]);

interface WidgetFile {
  body: Buffer;
  tag: string;
  type: string;
  /** Named by its content, so that it may be kept for ever. */
  isHashed: boolean;
}

/** Hands on what is not a file of theirs; an almanac whose widgets were not built has none. */
export function widgetFiles(): Middleware {
  const files = load();
  return async (ctx, next) => {
    const file = ctx.path.startsWith('/widgets/') ? files.get(ctx.path.slice('/widgets/'.length)) : undefined;
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.set({
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': file.isHashed
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=300, stale-while-revalidate=86400',
      ETag: file.tag,
    });
    ctx.type = file.type;
    ctx.body = file.body;
  };
}

function load(): Map<string, WidgetFile> {
  const place = PLACES.map((each) => new URL(each, import.meta.url)).find((url) => existsSync(url));
  const names = place ? readdirSync(place).filter((name) => TYPES.has(extname(name))) : [];
  return new Map(
    names.map((name) => {
      const body = readFileSync(new URL(name, place));
      const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
      return [name, { body, tag, type: TYPES.get(extname(name))!, isHashed: /-[A-Z0-9]{8}\.js$/.test(name) }];
    }),
  );
}
