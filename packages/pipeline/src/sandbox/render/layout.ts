/** The frame around every page, and the pages that say no. */
import { type Answer, HTML } from '../answer.ts';
import type { Site } from '../site.ts';
import { escapeHtml } from '../text.ts';

export interface PageFrame {
  /** Plain text, without ` • Letterboxd`. */
  title: string;
  /** Attributes of `<body>`, as HTML. */
  body: string;
  content: string;
  /** More for `<head>`, as HTML. */
  head?: string;
}

/** A whole page. The chrome is that of the real site in shape, and much smaller. */
export function page(frame: PageFrame): Answer {
  const body = `<!DOCTYPE html>
<html id="html" lang="en" class="no-mobile no-js">
<head>
<meta charset="UTF-8"><meta name="viewport" content="width=1024"><meta name="application-name" content="Letterboxd">
<title>&lrm;${escapeHtml(frame.title)} • Letterboxd</title>
${frame.head ?? ''}</head>
<body ${frame.body}>
<header class="site-header js-hide-in-app" id="header"><section><h1 class="site-logo"><a href="/" class="logo replace">Letterboxd — Your life in film</a></h1><div class="react-component" data-component-class="NavComponent"></div></section></header>
<div id="content" class="site-body"><div class="content-wrap">
${frame.content}
</div></div>
<footer id="page-footer" class="page-footer js-page-footer"><div class="content-wrap"><p class="copyright">A sandbox site in the shape of Letterboxd, with invented members.</p></div></footer>
</body>
</html>
`;
  return { status: 200, type: HTML, body };
}

/** `<body>` attributes of a page that belongs to a member. */
export function ownedBy(classes: string, username: string): string {
  return `class="${classes} logged-out" data-owner="${escapeHtml(username)}"`;
}

/** The bar above a member's pages. */
export function memberNav(site: Site, username: string): string {
  const u = escapeHtml(username);
  const name = escapeHtml(site.shelf(username)?.member.display_name ?? username);
  const tab = (path: string, label: string): string =>
    `<li class="navitem"><a class="navlink" href="/${u}/${path}">${label}</a></li>`;
  return `<section class="profile-header js-profile-header -is-mini-nav" data-person="${u}"><nav class="profile-navigation"><div class="profile-mini-person"><a class="avatar -a24" href="/${u}/"><img src="${avatarUrl(24)}" alt="${name}" width="24" height="24"></a><h1 class="title-3"><a href="/${u}/">${name}</a></h1></div><ul class="navlist">${tab('films/', 'Films')}${tab('diary/', 'Diary')}${tab('watchlist/', 'Watchlist')}${tab('likes/films/', 'Likes')}${tab('following/', 'Network')}<li class="navitem -navicon -rss"><a href="/${u}/rss/" class="has-icon icon-16 icon-rss tooltip" title="RSS feed"><span class="icon"></span></a></li></ul></nav></section>`;
}

/** The picture of a member without one. */
export function avatarUrl(size: number): string {
  return `/static/img/avatar${size * 2}.png`;
}

/** The positive sign that a page is empty. `what` is plain text. */
export function emptyText(what: string): string {
  return `<section class="empty-text"><p class="message">${escapeHtml(what)}</p></section>`;
}

function error(status: number, title: string, message: string): Answer {
  const content = `<section class="message"><h1 class="title">${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p></section>`;
  return { ...page({ title, body: 'class="error message-dark"', content }), status };
}

/** 404: no such page. */
export function notFound(): Answer {
  return error(404, 'Not Found', 'Sorry, we can’t find the page you’ve requested.');
}

/** 403, as the real site answers to a page past the last one. */
export function forbidden(): Answer {
  return error(403, 'Forbidden', 'Sorry, you can’t see this page.');
}

/** Any other status, for faults. */
export function failure(status: number): Answer {
  return error(status, status === 429 ? 'Too Many Requests' : 'Something went wrong', 'Please try again later.');
}

/** A redirect to a path of this site. */
export function moved(to: string, status: 301 | 302): Answer {
  return { status, type: HTML, body: '', headers: { location: to } };
}
