/** What a weekly digest says, and how it looks: plain text, and HTML in the style of the pages. Pure. */
import type { RankingRow } from '@cohort-almanac/core';
import type { Coverage, DigestSeen } from '@cohort-almanac/db';
import { type Html, html } from '../pages/html.ts';
import type { Mail } from './mail.ts';

/** Films that are shown of the ranking, and those whose coming and going is told. */
export const SHOWN = 10;
export const WATCHED = 25;
/** Films whose places are remembered, so that a move can be told. */
export const REMEMBERED = 100;
/** Moves that are told of each direction, and how far one has to be. */
const MOVES = 3;
const FAR = 3;

export type DigestFilm = Pick<RankingRow, 'film_id' | 'title' | 'release_year' | 'watchers' | 'avg_rating'>;

export interface DigestFacts {
  cohort: string;
  version: number;
  computed_at: Date;
  coverage: Coverage;
  /** The ranking now, as far as it is remembered. */
  top: readonly DigestFilm[];
  gems: readonly DigestFilm[];
  seen: DigestSeen | null;
  /** Titles of films that are no longer among the top. */
  titleOf: (filmId: number) => string | null;
}

export interface DigestContent {
  top: readonly (DigestFilm & { rank: number; move: string })[];
  entered: readonly string[];
  left: readonly string[];
  risers: readonly string[];
  fallers: readonly string[];
  gems: readonly string[];
}

/** What is to be told; null when nothing has changed since the last one, and nothing is sent. */
export function digestContent(facts: DigestFacts): DigestContent | null {
  const { top, gems, seen, titleOf } = facts;
  if (top.length === 0 || seen?.version === facts.version) return null;
  const placeBefore = new Map(seen?.top.map((id, index) => [id, index + 1]));
  const gemsBefore = new Set(seen?.gems);
  const now = new Set(top.slice(0, WATCHED).map(({ film_id }) => film_id));
  const watchedBefore = seen?.top.slice(0, WATCHED) ?? [];
  const before = new Set(watchedBefore);
  const moved = top
    .map((film, index) => ({ film, by: (placeBefore.get(film.film_id) ?? index + 1) - (index + 1), to: index + 1 }))
    .filter(({ by }) => Math.abs(by) >= FAR)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || a.to - b.to);
  const told = (list: typeof moved) =>
    list.slice(0, MOVES).map(({ film, by, to }) => `${nameOf(film)}: ${arrow(by)} to ${to}`);
  const content: DigestContent = {
    top: top.slice(0, SHOWN).map((film, index) => {
      const place = placeBefore.get(film.film_id);
      const move = seen === null ? '' : place === undefined ? 'new' : arrow(place - (index + 1));
      return { ...film, rank: index + 1, move };
    }),
    entered: seen
      ? top.slice(0, WATCHED).flatMap((film, i) => (before.has(film.film_id) ? [] : `${nameOf(film)}, at ${i + 1}`))
      : [],
    left: watchedBefore.filter((id) => !now.has(id)).flatMap((id) => titleOf(id) ?? []),
    risers: told(moved.filter(({ by }) => by > 0)),
    fallers: told(moved.filter(({ by }) => by < 0)),
    gems: seen ? gems.filter(({ film_id }) => !gemsBefore.has(film_id)).map(nameOf) : [],
  };
  const { entered, left, risers, fallers, gems: found } = content;
  const quiet = [entered, left, risers, fallers, found].every((list) => list.length === 0);
  return quiet && seen !== null && content.top.every(({ move }) => move === '＝') ? null : content;
}

/** What the next digest compares with. */
export const seenNow = ({ version, top, gems }: Pick<DigestFacts, 'version' | 'top' | 'gems'>): DigestSeen => ({
  version,
  top: top.map(({ film_id }) => film_id),
  gems: gems.map(({ film_id }) => film_id),
});

const nameOf = ({ title, release_year }: DigestFilm) => (release_year === null ? title : `${title} (${release_year})`);
const arrow = (by: number) => (by > 0 ? `▲${by}` : by < 0 ? `▼${-by}` : '＝');
const mean = ({ avg_rating }: DigestFilm) => (avg_rating === null ? '–' : avg_rating.toFixed(2));

/** In UTC: the almanac knows no time zone of its readers. */
const day = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function provenance({ coverage, computed_at }: DigestFacts): string {
  const newest =
    coverage.newest_observed_at === null ? '' : `, newest data of ${day(new Date(coverage.newest_observed_at))}`;
  return `${coverage.members_with_data} of ${coverage.members} members · ranked ${day(computed_at)}${newest}`;
}

const SECTIONS = [
  ['entered', `New among the top ${WATCHED}`],
  ['left', `Left the top ${WATCHED}`],
  ['risers', 'Risen'],
  ['fallers', 'Fallen'],
  ['gems', 'New hidden gems'],
] as const;

/** @param links where the cohort is read, and where the digest is ended */
export function digestMail(
  to: string,
  facts: DigestFacts,
  content: DigestContent,
  links: { read: string; unsubscribe: string },
): Mail {
  const sections = SECTIONS.filter(([key]) => content[key].length > 0);
  const text = [
    `${facts.cohort}: what the week has changed`,
    '',
    ...content.top.map(
      (film) =>
        `${String(film.rank).padStart(2)}. ${nameOf(film)} · ${mean(film)} ★ · ${film.watchers} watched${film.move && ` · ${film.move}`}`,
    ),
    ...sections.flatMap(([key, title]) => ['', title, ...content[key].map((line) => `- ${line}`)]),
    '',
    links.read,
    '',
    provenance(facts),
    `No more of these: ${links.unsubscribe}`,
  ].join('\n');
  return {
    to,
    subject: `${facts.cohort}: what the week has changed`,
    link: links.read,
    text,
    html: page(facts, content, sections, links),
    unsubscribe: links.unsubscribe,
  };
}

const SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif";
const RULE = 'border-bottom:1px solid #d9d2c3;padding:6px 8px 6px 0';
const NUMBER = `${RULE};text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap`;

/** Styles stand on the elements: many mail programs take no others. */
function page(
  facts: DigestFacts,
  content: DigestContent,
  sections: readonly (typeof SECTIONS)[number][],
  { read, unsubscribe }: { read: string; unsubscribe: string },
): string {
  const body: Html = html`<html lang="en"><head><meta charset="utf-8"><title>${facts.cohort}</title><meta name="color-scheme" content="light"></head>
<body style="margin:0;background:#fbf8f1;color:#1f1b16;font:15px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 20px">
<p style="margin:0;font-size:13px;color:#6b6355">Cohort Almanac</p>
<h1 style="font:400 28px/1.2 ${SERIF};margin:4px 0 24px">${facts.cohort}: what the week has changed</h1>
<table role="presentation" style="border-collapse:collapse;width:100%">${content.top.map(
    (film) => html`<tr>
<td style="${NUMBER};font-family:${SERIF}">${film.rank}</td>
<td style="${RULE};width:100%">${film.title}${film.release_year !== null && html` <span style="color:#6b6355">${film.release_year}</span>`}</td>
<td style="${NUMBER}">${mean(film)}&nbsp;★</td>
<td style="${NUMBER};color:#6b6355">${film.move}</td></tr>`,
  )}</table>
${sections.map(
  ([key, title]) => html`<h2 style="font:400 20px/1.3 ${SERIF};margin:28px 0 4px">${title}</h2>
<ul style="margin:0;padding-left:20px">${content[key].map((line) => html`<li>${line}</li>`)}</ul>`,
)}
<p style="margin:28px 0"><a href="${read}" style="color:#a3341a">Read the whole ranking</a></p>
<p style="font-size:12px;color:#6b6355;border-top:1px solid #d9d2c3;padding-top:12px">${provenance(facts)}<br>
<a href="${unsubscribe}" style="color:#6b6355">No more of these</a></p>
</div></body></html>`;
  return `<!doctype html>\n${body.markup}\n`;
}
