/**
 * Ending a digest without an account: `/digest/unsubscribe?token=…`. Looking at it ends nothing, since mail scanners look;
 * a POST does, from the page's own form or by the mail program itself (RFC 8058), which comes from anywhere and without
 * cookies. So nothing is asked of it but the token.
 */
import type { Context, Middleware } from 'koa';
import type { DigestsService } from '../services/digest-types.ts';
import { loadAssets } from './assets.ts';
import { type Html, html } from './html.ts';

const PATH = '/digest/unsubscribe';
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function unsubscribePage(digests: () => Pick<DigestsService, 'behindLink' | 'endByLink'>): Middleware {
  const stylesheet = loadAssets()['almanac.css'].href;
  const show = (ctx: Context, status: number, title: string, body: Html) => {
    ctx.status = status;
    ctx.set({
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    });
    ctx.type = 'html';
    ctx.body = documentOf(title, body, stylesheet);
  };

  return async (ctx, next) => {
    if (ctx.path !== PATH || !['GET', 'HEAD', 'POST'].includes(ctx.method)) return next();
    const { token } = ctx.query;
    const found = typeof token === 'string' ? await digests().behindLink(token) : null;
    if (!found) {
      return show(ctx, 404, 'This link is over', html`<p>A part of it is missing, or it is from a very old mail.</p>`);
    }
    if (ctx.method === 'POST') {
      // What the body says does not matter: the token says all.
      ctx.req.resume();
      await digests().endByLink(token as string);
      return show(
        ctx,
        200,
        'No more of these',
        html`<p>The weekly digest of ${found.cohort} will not come any more.</p>`,
      );
    }
    if (!found.subscribed) {
      return show(
        ctx,
        200,
        'No more of these',
        html`<p>The weekly digest of ${found.cohort} has been ended already.</p>`,
      );
    }
    return show(
      ctx,
      200,
      'End this digest?',
      html`<p>One press, and the weekly digest of ${found.cohort} comes no more.</p>
<form class="sign-in" method="post" action="${PATH}?token=${token as string}"><button type="submit">No more of these</button></form>`,
    );
  };
}

function documentOf(title: string, body: Html, stylesheet: string): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · Cohort Almanac</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<header class="masthead"><div class="sheet"><p class="imprint"><a class="imprint-name" href="/">Cohort Almanac</a></p><h1>${title}</h1></div></header>
<main class="sheet" id="content"><section class="invitation">${body}</section></main>
</body>
</html>`;
  return `<!doctype html>\n${page.markup}\n`;
}
