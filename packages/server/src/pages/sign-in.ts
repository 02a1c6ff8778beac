/** Signing in without scripts: `/auth/sign-in` shows what is to be done, and only a form that is sent does it. */
import type { Context, Middleware } from 'koa';
import { callerOf } from '../middleware/caller.ts';
import { ProblemError } from '../problem-error.ts';
import { refuseForeign, sessionCookie } from '../routes/auth.ts';
import type { AccountsService } from '../services/account-types.ts';
import { SECRET_SHAPE } from '../services/sign-in-link.ts';
import type { Viewer } from '../services/types.ts';
import { loadAssets } from './assets.ts';
import { readForm } from './form.ts';
import { type Html, html } from './html.ts';

const PATH = '/auth/sign-in';
const EMAIL = /^[^\s@<>"(),:;]{1,64}@[^\s@<>"(),:;]{1,189}$/;
const INVITE = /^[A-Za-z0-9_-]{1,200}$/;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the page and takes its forms; hands on everything else. */
export function signInPage(accounts: () => AccountsService): Middleware {
  const stylesheet = loadAssets()['almanac.css'].href;
  const show = (ctx: Context, status: number, page: { title: string; body: Html }) => {
    ctx.status = status;
    // The address of this page holds a secret: it must not go anywhere with a click, and nowhere be kept.
    ctx.set({
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    });
    ctx.type = 'html';
    ctx.body = documentOf(page, stylesheet);
  };

  return async (ctx, next) => {
    if (ctx.path !== PATH) return next();
    if (ctx.method === 'GET' || ctx.method === 'HEAD') {
      const { token, invite } = ctx.query;
      // A mail scanner follows links: looking at one spends nothing.
      if (token === undefined) return show(ctx, 200, askForm(valid(INVITE, invite)));
      const secret = valid(SECRET_SHAPE, token);
      return secret ? show(ctx, 200, spendForm(secret, valid(INVITE, invite))) : show(ctx, 400, over());
    }
    if (ctx.method !== 'POST') return next();

    const caller = callerOf(ctx);
    refuseForeign(caller);
    const form = await readForm(ctx);
    const invite = valid(INVITE, form.get('invite') ?? undefined);
    if (!form.has('token')) {
      const email = valid(EMAIL, form.get('email')?.trim());
      if (!email)
        return show(ctx, 400, askForm(invite, 'That is no mail address. An address looks like ada@example.org.'));
      await accounts().askForLink({ email, invite }, caller);
      return show(ctx, 202, asked());
    }
    const secret = valid(SECRET_SHAPE, form.get('token') ?? undefined);
    if (!secret) return show(ctx, 400, over());
    try {
      const signedIn = await accounts().redeem({ token: secret, invite }, caller);
      const viewer: Viewer = ctx.state.viewer;
      if (viewer.session_id !== undefined) await accounts().signOut(viewer.session_id, viewer.user_id!, caller);
      ctx.set({ 'Set-Cookie': sessionCookie(signedIn.secret, caller), 'Cache-Control': 'no-store' });
      ctx.set('Referrer-Policy', 'no-referrer');
      ctx.redirect('/');
      ctx.status = 303;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'unauthorized') throw error;
      show(ctx, 400, over());
    }
  };
}

/** The text when it is one, and of this shape. */
function valid(shape: RegExp, text: string | string[] | undefined): string | undefined {
  return typeof text === 'string' && shape.test(text) ? text : undefined;
}

const hidden = (name: string, value: string | undefined) =>
  value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`;

function spendForm(token: string, invite: string | undefined) {
  return {
    title: 'Sign in',
    body: html`<p>One more press, and this browser is signed in. The link works once.</p>
<form class="sign-in" method="post" action="${PATH}">${hidden('token', token)}${hidden('invite', invite)}
<button type="submit">Sign in</button></form>`,
  };
}

function askForm(invite: string | undefined, fault?: string) {
  return {
    title: 'Sign in',
    body: html`<p>There are no passwords here. Give your mail address, and a link comes that signs you in.</p>
<form class="sign-in" method="post" action="${PATH}">${hidden('invite', invite)}
<label for="email">Mail address</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="254" required${fault && html` aria-invalid="true" aria-describedby="fault"`}>
${fault && html`<p class="fault" id="fault">${fault}</p>`}
<button type="submit">Send me a link</button></form>`,
  };
}

const asked = () => ({
  title: 'Look into your mail',
  body: html`<p>If this address has an account here, or was invited, a link is on its way. It works once, for fifteen minutes.</p>`,
});

const over = () => ({
  title: 'This link is over',
  body: html`<p>It has been used, its time is up, or a part of it is missing. <a href="${PATH}">Ask for another one</a>.</p>`,
});

function documentOf({ title, body }: { title: string; body: Html }, stylesheet: string): string {
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
