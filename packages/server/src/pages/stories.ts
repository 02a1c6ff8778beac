/** The short lists beside the ranking, each of which tells one story. One with nothing to tell is left out. */
import { countBetween, type RankingRow } from '@cohort-almanac/core';
import type { LikesOnlyFilm } from '@cohort-almanac/db';
import type { DivergentFilm } from '../services/types.ts';
import { histogramChart } from './charts.ts';
import { delta, directors, mean, poster, titled } from './films.ts';
import { countOf, stars } from './format.ts';
import { type Html, html, type Part } from './html.ts';
import type { WorldHistograms } from './ranking.ts';

export interface Stories {
  gems: readonly RankingRow[];
  quarrels: readonly RankingRow[];
  /** Films that the cohort rates higher than Letterboxd does, and lower. */
  higher: readonly DivergentFilm[];
  lower: readonly DivergentFilm[];
  loved: readonly LikesOnlyFilm[];
}

interface Story {
  id: string;
  title: string;
  lead: string;
  body: Part;
  /** Whether it takes more than a column. */
  wide?: boolean;
}

/** The stories that there are to tell, in order. */
export function tell({ gems, quarrels, higher, lower, loved }: Stories, world: WorldHistograms): Story[] {
  return [
    gems.length > 0 && {
      id: 'gems',
      title: 'Hidden gems',
      lead: 'Few saw them. Those few would not be without them.',
      body: html`<ul class="films">${gems.map(gem)}</ul>`,
    },
    quarrels.length > 0 && {
      id: 'quarrels',
      title: 'Quarrels',
      lead: 'Do not bring these up at dinner.',
      body: html`<ul class="films">${quarrels.map((film) => quarrel(film, world))}</ul>`,
    },
    higher.length + lower.length > 0 && {
      id: 'against',
      title: 'Against the world',
      lead: 'Where the circle and Letterboxd part company.',
      body: [side('Better than they say', higher), side('Not as good as they say', lower)],
    },
    loved.length > 0 && {
      id: 'loved',
      title: 'Loved, not rated',
      lead: 'A heart, and no stars to go with it.',
      body: html`<ul class="strip">${loved.map(love)}</ul>`,
      wide: true,
    },
  ].filter((story) => story !== false);
}

export function storySection({ id, title, lead, body }: Story): Html {
  return html`<section class="story" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2><p class="lead">${lead}</p>
${body}
</section>`;
}

function gem(film: RankingRow): Html {
  return html`
<li class="film-line">${poster(film)}<div><h3>${titled(film)}</h3><p>${directors(film)}</p><p class="small">${mean(film)} from ${countOf(film.watchers, 'member')}</p></div></li>`;
}

function quarrel(film: RankingRow, world: WorldHistograms): Html {
  const high = countBetween(film.histogram, 8, 10);
  const low = countBetween(film.histogram, 1, 4);
  return html`
<li class="film-line">${poster(film)}<div><h3>${titled(film)}</h3>${histogramChart(film.histogram, world.get(film.film_id) ?? null, { height: 24 })}<p class="small">${high} gave four stars or more, ${low} two or fewer</p></div></li>`;
}

function side(title: string, films: readonly DivergentFilm[]): Html | null {
  if (films.length === 0) return null;
  return html`<h3 class="side">${title}</h3>
<ul class="divergent">${films.map(({ film }) => divergent(film))}</ul>`;
}

function divergent(film: RankingRow): Html {
  const world = film.avg_rating - (film.divergence ?? 0);
  return html`
<li><div><h4>${titled(film)}</h4><p class="small">${stars(film.avg_rating)} here, ${stars(world)} there</p></div>${delta(film.divergence)}</li>`;
}

function love(film: LikesOnlyFilm): Html {
  return html`
<li>${poster(film)}<h3>${titled(film)}</h3><p class="small">${countOf(film.likes_only_count, 'heart')}</p></li>`;
}
