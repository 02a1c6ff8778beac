/** The pages for people, and what they load. */
import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { BriefCache } from '../services/brief-cache.ts';
import { type Asset, loadAssets } from './assets.ts';
import { renderFirstPage } from './first-page.ts';
import { type PageServices, type ReadWorld, readEdition } from './read.ts';
import { widgetFiles } from './widgets.ts';

/** Stricter than that of pages at large: no style and no script but their own files, nothing framed, nothing sent. */
export const FIRST_PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' https://image.tmdb.org data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PagesOptions {
  services: PageServices;
  readWorld: ReadWorld;
  /** The time; the present one unless set. */
  now?: () => Date;
}

/** Serves `/`, `/assets/…` and `/widgets/…`; hands on everything else. */
export function pages({ services, readWorld, now = () => new Date() }: PagesOptions): Middleware {
  const assets = loadAssets();
  const widgets = widgetFiles();
  // Many readers in one second share one reading and one rendering.
  const rendered = new BriefCache<{ document: string; tag: string }>();
  const render = async () => {
    const edition = await readEdition(services, readWorld);
    const document = renderFirstPage(edition, {
      now: now(),
      stylesheet: assets['almanac.css'].href,
      script: assets['almanac.js'].href,
      dashboard: '/widgets/dashboard.js',
    });
    return { document, tag: tagOf(document) };
  };

  const files = new Map(Object.entries(assets).map(([name, asset]) => [`/assets/${name}`, asset]));
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    const file = files.get(ctx.path);
    if (file) return sendFile(ctx, file);
    if (ctx.path !== '/') return widgets(ctx, next);
    const { document, tag } = await rendered.get('first', render);
    ctx.set({ 'Content-Security-Policy': FIRST_PAGE_POLICY, 'Cache-Control': 'no-cache', ETag: tag });
    ctx.type = 'html';
    ctx.body = document;
  };
}

function sendFile(ctx: Context, { body, type, version }: Asset): void {
  const named = ctx.query.v === version;
  ctx.set({ 'Cache-Control': named ? 'public, max-age=31536000, immutable' : 'no-cache', ETag: `"${version}"` });
  ctx.type = type;
  ctx.body = body;
}

const tagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
