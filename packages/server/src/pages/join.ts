/** The club's door without scripts: `/join/{token}` lets a member in, `/join/leave/{secret}` lets them out again. */
import type { Join } from '@cohort-almanac/db';
import type { Context, Middleware } from 'koa';
import { callerOf } from '../middleware/caller.ts';
import { DEFAULT_UPLOAD_LIMIT, withMultipart } from '../openapi/multipart.ts';
import { DROPPED, joinState, KEPT } from '../presenters/joins.ts';
import { ProblemError } from '../problem-error.ts';
import { byAddress, refuseForeign } from '../routes/joins.ts';
import type { JoinsService } from '../services/join-types.ts';
import { loadAssets } from './assets.ts';
import { readForm } from './form.ts';
import { type Html, html } from './html.ts';

const DOOR = /^\/join\/([^/]+)$/;
const PRIVATE = /^\/join\/leave\/([^/]+)$/;
const LETTERBOXD_DATA = 'https://letterboxd.com/settings/data/';

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface JoinPageOptions {
  /** Bytes of an export. */
  uploadLimit?: number;
}

interface Page {
  title: string;
  /** Above the title. */
  over?: string;
  body: Html;
  /** Seconds after which it is looked at again. */
  refresh?: number;
}

/** Serves the pages and takes their forms; hands on everything else. A GET changes nothing: links are looked into before people open them. */
export function joinPage(
  joins: () => JoinsService,
  { uploadLimit = DEFAULT_UPLOAD_LIMIT }: JoinPageOptions,
): Middleware {
  const stylesheet = loadAssets()['almanac.css'].href;
  const show = (ctx: Context, status: number, page: Page) => {
    ctx.status = status;
    // The address of this page is a secret: it must not go anywhere with a click, and nowhere be kept.
    ctx.set({
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    });
    ctx.type = 'html';
    ctx.body = documentOf(page, stylesheet);
  };
  const most = `${Math.floor(uploadLimit / 2 ** 20)} MB`;

  async function atDoor(ctx: Context, token: string): Promise<void> {
    const door = await joins().door(token);
    if (ctx.method !== 'POST') {
      return door ? show(ctx, 200, doorPage(door, ctx.path, most)) : show(ctx, 404, closed());
    }
    const caller = callerOf(ctx);
    refuseForeign(caller);
    await withMultipart(ctx, uploadLimit, async (form) => {
      if (!door) return show(ctx, 404, closed());
      const { name, feed } = form.fields;
      if (name !== 'named' && name !== 'pseudonym') {
        return show(ctx, 400, doorPage(door, ctx.path, most, 'Say whether you want to be named.'));
      }
      const choice = { named: name === 'named', feed: feed === 'yes' };
      const { private_link } = await joins().come(door, choice, form, byAddress(caller));
      show(ctx, 202, received(private_link, door.cohort_name));
    }).catch((error: unknown) => {
      if (!door) return show(ctx, 404, closed());
      show(ctx, faultStatus(error), doorPage(door, ctx.path, most, faultText(error, most)));
    });
  }

  async function behind(ctx: Context, secret: string): Promise<void> {
    const join = await joins().find(secret);
    if (ctx.method !== 'POST') {
      return join ? show(ctx, 200, privatePage(join, ctx.path, most)) : show(ctx, 404, gone());
    }
    const caller = callerOf(ctx);
    refuseForeign(caller);
    if (!join) return show(ctx, 404, gone());
    try {
      if (ctx.is('multipart/form-data')) {
        await withMultipart(ctx, uploadLimit, (form) => joins().renew(join, form, byAddress(caller)));
        return show(ctx, 202, privatePage((await joins().find(secret))!, ctx.path, most));
      }
      const form = await readForm(ctx);
      const what = form.get('do');
      if (what !== 'leave' && what !== 'forget') {
        return show(ctx, 400, privatePage(join, ctx.path, most, 'Choose what to do.'));
      }
      if (what === 'forget' && form.get('sure') !== 'yes') {
        return show(ctx, 400, privatePage(join, ctx.path, most, 'Tick the box to be forgotten everywhere.'));
      }
      const { data_removed } = await joins().leave(join, { everywhere: what === 'forget' });
      show(ctx, 200, left(join, what === 'forget', data_removed));
    } catch (error) {
      show(ctx, faultStatus(error), privatePage(join, ctx.path, most, faultText(error, most)));
    }
  }

  return async (ctx, next) => {
    if (!['GET', 'HEAD', 'POST'].includes(ctx.method)) return next();
    const secret = PRIVATE.exec(ctx.path)?.[1];
    if (secret !== undefined) return behind(ctx, secret);
    const token = DOOR.exec(ctx.path)?.[1];
    return token === undefined ? next() : atDoor(ctx, token);
  };
}

/** The status of a refusal that a person can do something about; what else went wrong is thrown on. */
function faultStatus(error: unknown): number {
  if (error instanceof ProblemError && error.status < 500) return error.status;
  throw error;
}

function faultText(error: unknown, most: string): string {
  if (!(error instanceof ProblemError)) throw error;
  if (error.code === 'payload-too-large')
    return `The file is larger than ${most}. An export ZIP is not: take that one.`;
  if (error.code === 'invalid-request') return 'Choose the ZIP that Letterboxd gave you, then send it again.';
  return error.detail;
}

interface DoorText {
  cohort_name: string;
  cohort_description: string | null;
  username: string | null;
}

function doorPage(door: DoorText, path: string, most: string, fault?: string): Page {
  const { cohort_name, cohort_description, username } = door;
  return {
    title: cohort_name,
    over: 'You are invited to join',
    body: html`${cohort_description && html`<p class="lead">${cohort_description}</p>`}
<p>A circle of friends that puts its film ratings together: what it loves, what it quarrels about, what to watch tonight. You need no account. Bring the
export of your Letterboxd account${username && html` <b>${username}</b>`}; it takes three minutes.</p>
${fault && html`<p class="fault" role="alert" id="fault">${fault}</p>`}
<ol class="steps">
<li><h2>Get your export</h2>
<p>On Letterboxd, open <a href="${LETTERBOXD_DATA}" rel="noreferrer noopener">Settings, Data</a> and press <i>Export your data</i>. A ZIP called
<code>letterboxd-yourname-….zip</code> comes down. Leave it as it is.</p></li>
<li><h2>See what is taken from it</h2>
<div class="taken">
<section><h3>Kept</h3><ul>${KEPT.map((one) => html`<li>${one}</li>`)}</ul></section>
<section><h3>Never kept</h3><ul>${DROPPED.map((one) => html`<li>${one}</li>`)}</ul></section>
</div>
<p class="small">The organisers of the circle see your user name and your ratings. Everybody else sees sums over the whole circle.</p></li>
<li><h2>Choose, and send</h2>
<form class="join" method="post" action="${path}" enctype="multipart/form-data">
<fieldset><legend>May the circle’s readers see your name?</legend>
<label class="choice"><input type="radio" name="name" value="pseudonym" checked> <span><b>No.</b> I stay a pseudonym: counted, never shown.</span></label>
<label class="choice"><input type="radio" name="name" value="named"> <span><b>Yes</b>, show my Letterboxd name to those who read this circle.</span></label>
</fieldset>
<label class="choice"><input type="checkbox" name="feed" value="yes"> <span>Read my public RSS feed too, so that new diary entries appear by themselves. Otherwise nothing is fetched about
you.</span></label>
<label class="file"><span>Your export ZIP, up to ${most}</span>
<input type="file" name="file" accept=".zip,application/zip" required${fault && html` aria-describedby="fault"`}></label>
<button type="submit">Join ${cohort_name}</button>
</form></li>
</ol>
<p class="small">You get a private link with which you leave again, and take everything with you.</p>`,
  };
}

function received(link: string, name: string): Page {
  return {
    title: 'Keep this link',
    over: `Your export is on its way into ${name}`,
    body: html`<p>It is the only way to look after your part without an account: to send a newer export, to leave, to have everything deleted. It is shown this
once. Keep it where you keep such things, and show it to nobody.</p>
<p><code class="secret">${link}</code></p>
<p><a class="press" href="${link}">Open it, and see how far your export is</a></p>`,
  };
}

const STATES = {
  reading: 'Your export is being read. This page looks again by itself.',
  refused: 'Your export was not taken in.',
  joined: 'You are in.',
} as const;

function privatePage(join: Join, path: string, most: string, fault?: string): Page {
  const state = joinState(join);
  const isIn = join.username !== null;
  return {
    title: join.cohort_name,
    over: 'Your part in',
    ...(state === 'reading' && { refresh: 4 }),
    body: html`${fault && html`<p class="fault" role="alert">${fault}</p>`}
<p class="state">${STATES[state]}</p>
${join.refusal && html`<p class="fault">${join.refusal.message}</p>`}
${
  isIn &&
  html`<dl class="part"><dt>Letterboxd name</dt><dd>${join.username}</dd>
<dt>Readers see</dt><dd>${join.named ? 'your name' : 'no name'}</dd>
<dt>RSS feed</dt><dd>${join.feed ? 'read' : 'not read'}</dd></dl>`
}
${
  isIn &&
  html`<section><h2>Send a newer export</h2>
<form class="join" method="post" action="${path}" enctype="multipart/form-data">
<label class="file"><span>Your export ZIP, up to ${most}</span><input type="file" name="file" accept=".zip,application/zip" required></label>
<button type="submit">Send</button></form></section>`
}
${!isIn && state === 'refused' && html`<p>Open the link of the circle again, and send the right file.</p>`}
<section><h2>Leave</h2>
<p>Takes you out of the circle and out of its numbers, with everything that is stored of you, unless another circle here holds it too.</p>
<form class="join" method="post" action="${path}"><input type="hidden" name="do" value="leave"><button type="submit" class="quiet">Leave ${join.cohort_name}</button></form></section>
${
  isIn &&
  html`<section><h2>Be forgotten everywhere</h2>
<p>Removes you from every circle of this almanac, and keeps your name from being collected again. This cannot be undone.</p>
<form class="join" method="post" action="${path}"><input type="hidden" name="do" value="forget">
<label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>I am sure.</span></label>
<button type="submit" class="quiet">Forget me everywhere</button></form></section>`
}`,
  };
}

const left = (join: Join, everywhere: boolean, removed: boolean): Page => ({
  title: 'You have left',
  body: html`<p>${everywhere ? 'You are forgotten, here and everywhere in this almanac.' : `You are no longer part of ${join.cohort_name}, and nothing brings you back by itself.`}
${removed ? 'What was stored of you is deleted.' : 'Another circle here holds your ratings still, so they are kept for that one.'} The rankings are being
computed anew without you.</p>`,
});

const closed = (): Page => ({
  title: 'This link leads nowhere',
  body: html`<p>It is over, used up, or a part of it is missing. Ask whoever sent it to you for another one.</p>`,
});

const gone = (): Page => ({
  title: 'Nothing is here any more',
  body: html`<p>This link is not complete, or whoever held it has left.</p>`,
});

function documentOf({ title, over, body, refresh }: Page, stylesheet: string): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · Cohort Almanac</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}">`}
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<header class="masthead"><div class="sheet"><p class="imprint"><a class="imprint-name" href="/">Cohort Almanac</a></p>
${over && html`<p class="subtitle">${over}</p>`}<h1>${title}</h1></div></header>
<main class="sheet" id="content"><div class="door">${body}</div></main>
</body>
</html>`;
  return `<!doctype html>\n${page.markup}\n`;
}
