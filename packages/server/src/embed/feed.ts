/** What entered and left a shared list, as Atom (RFC 4287). */
import { ATTRIBUTION, escapeMarkup, type RankingRow } from '@cohort-almanac/core';
import { Feed } from 'feed';
import { countOf, day, stars } from '../pages/format.ts';
import { html } from '../pages/html.ts';
import { titleOf } from '../presenters/filters.ts';
import type { ListChange, ShareAddresses, SharedList } from '../services/filter-types.ts';

export function shareFeed(list: SharedList, addresses: ShareAddresses, changes: readonly ListChange[]): string {
  const told = changes.filter(({ entered, left }) => entered.length + left.length > 0);
  const feed = new Feed({
    id: addresses.page,
    title: text(titleOf(list)),
    description: text(`What enters and leaves a list of ${list.cohort.display_name}.`),
    link: addresses.page,
    feedLinks: { atom: addresses.feed },
    copyright: ATTRIBUTION,
    updated: told[0]?.computed_at ?? list.page.computed_at ?? list.share.created_at,
    author: { name: 'Cohort Almanac' },
  });
  for (const change of told) {
    feed.addItem({
      // A version is immutable, so its entry has one name for ever.
      id: `${addresses.page}#${change.version_id}`,
      title: text(headline(change)),
      link: addresses.page,
      date: change.computed_at,
      content: printable(content(change)),
    });
  }
  return feed.atom1();
}

function headline({ entered, left, computed_at }: ListChange): string {
  const parts = [
    entered.length > 0 && `${countOf(entered.length, 'film')} entered`,
    left.length > 0 && `${left.length} left`,
  ];
  return `${parts.filter(Boolean).join(', ')} · ${day(computed_at)}`;
}

function content({ entered, left }: ListChange): string {
  const films = (title: string, those: readonly RankingRow[]) =>
    those.length > 0 &&
    html`<p>${title}</p><ul>${those.map(
      (film) =>
        html`<li><cite>${film.title}</cite>${film.release_year !== null && ` (${film.release_year})`}, ${stars(film.avg_rating)} ★</li>`,
    )}</ul>`;
  return html`${films('Entered', entered)}${films('Left', left)}<p><small>${ATTRIBUTION}</small></p>`.markup;
}

/** Titles are HTML to a feed reader. */
const text = (plain: string): string => printable(escapeMarkup(plain));

/** What XML can't hold: control characters, lone surrogates, two non-characters. */
const printable = (markup: string): string => markup.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, ' ');
