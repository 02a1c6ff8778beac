/** The parts of which every list of films is made. */
import { type PosterFilm, posterPlaceholder, type RankingRow } from '@cohort-almanac/core';
import { deltaChart } from './charts.ts';
import { countOf, signed, stars, words } from './format.ts';
import { type Html, html, type Part, trusted } from './html.ts';

/** The poster beside a title, which says the same: silent to a screen reader. Its space is kept by the stylesheet. */
export function poster(film: PosterFilm & { poster_url: string | null }): Html {
  const picture =
    film.poster_url === null
      ? trusted(posterPlaceholder(film))
      : html`<img src="${film.poster_url}" alt="" width="342" height="513" loading="lazy" decoding="async">`;
  return html`<span class="poster" aria-hidden="true">${picture}</span>`;
}

/**
 * The title, leading to the film's page on Letterboxd where its address is known, and the year. The dashboard around it leads
 * to a page of its own, by `data-film`.
 */
export function titled(film: Pick<RankingRow, 'film_id' | 'title' | 'slug' | 'release_year'>): Html {
  const title = film.title.trim() || 'Untitled';
  const text = html`<cite class="title" dir="auto">${title}</cite>`;
  const linked =
    film.slug === null
      ? text
      : html`<a href="${filmPage(film.slug)}" rel="external" data-film="${film.film_id}">${text}</a>`;
  return html`${linked}${film.release_year !== null && html` <span class="year">${film.release_year}</span>`}`;
}

const filmPage = (slug: string): string => `https://letterboxd.com/film/${encodeURIComponent(slug)}/`;

/** Who directed it; nothing while that is unknown. */
export function directors({ directors: people }: Pick<RankingRow, 'directors'>): Html | null {
  if (people.length === 0) return null;
  const named = people.slice(0, 2).map(({ name }) => name);
  const text = people.length > 2 ? `${named.join(', ')} and ${people.length - 2} more` : named.join(' and ');
  return html`<span class="directors" dir="auto">${text}</span>`;
}

/** The telling labels in words. */
export function labels(film: Parameters<typeof words>[0]): Html | null {
  const said = words(film);
  if (said.length === 0) return null;
  return html`<span class="words">${said.join(' · ')}</span>`;
}

/** How far the cohort stands from Letterboxd, as a number and a bar. */
export function delta(divergence: number | null): Html {
  if (divergence === null) return html`<span class="unknown">${spoken('–', 'not known')}</span>`;
  return html`<span class="delta"><span class="number">${signed(divergence)}</span> ${deltaChart(divergence)}</span>`;
}

/** How the rank changed since the edition before. */
export function moved({ rank, previous_rank: before }: Pick<RankingRow, 'rank' | 'previous_rank'>): Html {
  if (before === null) return html`<span class="new">new</span>`;
  if (before === rank) return spoken('＝', 'as before');
  const places = Math.abs(before - rank);
  return before > rank
    ? spoken(`▲${places}`, `up ${countOf(places, 'place')}`)
    : spoken(`▼${places}`, `down ${countOf(places, 'place')}`);
}

/** A sign for the eye with its words for the ear. */
export function spoken(sign: Part, text: string): Html {
  return html`<span aria-hidden="true">${sign}</span><span class="unseen">${text}</span>`;
}

/** The mean of a film in stars. */
export function mean({ avg_rating }: Pick<RankingRow, 'avg_rating'>): Html {
  return html`<span class="mean">${stars(avg_rating)}</span>`;
}
