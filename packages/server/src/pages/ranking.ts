/** The best films: three on the frontispiece, the rest as a table. */
import type { Histogram, RankingRow } from '@cohort-almanac/core';
import type { RankingPage } from '../services/types.ts';
import { histogramChart } from './charts.ts';
import { delta, directors, labels, mean, moved, poster, spoken, titled } from './films.ts';
import { count, countOf, provenance } from './format.ts';
import { type Html, html } from './html.ts';

/** Letterboxd's histograms by film; one that is not known is not in it. */
export type WorldHistograms = ReadonlyMap<number, Histogram>;

const ON_FRONTISPIECE = 3;

/** The first three, and beside the stories the others: two sections, of which the second can be missing. */
export function rankingSections(page: RankingPage, world: WorldHistograms): { front: Html; rest: Html | null } {
  const { items, total, coverage } = page;
  const shown: Shown = { world, members: coverage.members_with_data, compares: items.some(hasHistory) };
  const lead =
    items.length < total
      ? `The first ${count(items.length)} of ${countOf(total, 'film')} that two members or more have rated, by Bayesian score.`
      : `All ${countOf(total, 'film')} that two members or more have rated, by Bayesian score.`;
  const rest = items.slice(ON_FRONTISPIECE);
  return {
    front: html`<section class="best" id="best" aria-labelledby="best-title">
<div class="section-head"><h2 id="best-title">The best</h2><p class="lead">${lead}</p>${key()}</div>
<ol class="frontispiece">${items.slice(0, ON_FRONTISPIECE).map((film) => card(film, shown))}</ol>
${rest.length === 0 && smallPrint(page, shown)}
</section>`,
    rest:
      rest.length === 0
        ? null
        : html`<section class="rest" aria-label="The best, continued">
${table(rest, shown)}
${smallPrint(page, shown)}
</section>`,
  };
}

function smallPrint({ coverage, computed_at }: RankingPage, { compares }: Shown): Html {
  return html`<p class="provenance">${provenance(coverage, computed_at)}${!compares && ' · first edition: no ranks to compare with yet'}</p>`;
}

/** What surrounds a list, so that its rows know how to look. */
export interface Shown {
  world: WorldHistograms;
  members: number;
  /** Whether there is an edition before this one; without it every film would be new. */
  compares: boolean;
}

const hasHistory = ({ previous_rank }: RankingRow) => previous_rank !== null;

/** What filled and outlined bars mean. */
export function key(): Html {
  return html`<p class="key"><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="bars" x="1" y="1" width="10" height="10"/></svg> this circle <svg viewBox="0 0 12 12" aria-hidden="true"><rect class="world" x="1" y="1" width="10" height="10"/></svg> Letterboxd</p>`;
}

/** A film with its poster and all that is said of it. */
export function card(film: RankingRow, { world, members, compares }: Shown): Html {
  return html`<li class="card">
${poster(film)}
<div class="card-text">
<p class="numeral"><span class="unseen">Rank </span>${film.rank}</p>
<h3>${titled(film)}</h3>
<p class="credits">${directors(film)}</p>
<p class="figure">${mean(film)}<span class="of">from ${film.watchers} of ${members}</span></p>
<div class="chart">${histogramChart(film.histogram, world.get(film.film_id) ?? null, { height: 40 })}<p class="axis" aria-hidden="true"><span>½</span><span>★★★★★</span></p></div>
<dl class="facts"><div><dt>vs. the world</dt><dd>${delta(film.divergence)}</dd></div>${compares && html`<div><dt>Moved</dt><dd class="moved">${moved(film)}</dd></div>`}</dl>
${labels(film)}
</div></li>`;
}

/** Films as rows. The roles are written out because a table that is laid out as a grid on a phone loses its own. */
export function table(films: readonly RankingRow[], shown: Shown): Html {
  const first = films[0]!.rank;
  const last = films.at(-1)!.rank;
  return html`<table class="ranking" role="table">
<caption class="unseen">Ranks ${first} to ${last}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="rank">Rank</th><th class="cover" aria-hidden="true"></th><th role="columnheader" scope="col" class="film">Film</th><th role="columnheader" scope="col" class="rating">Mean<span class="unseen"> and histogram</span></th><th role="columnheader" scope="col" class="world-delta">vs. the world</th><th role="columnheader" scope="col" class="watchers">Seen by</th>${shown.compares && html`<th role="columnheader" scope="col" class="moved">Moved</th>`}</tr></thead>
<tbody role="rowgroup">${films.map((film) => row(film, shown))}</tbody>
</table>`;
}

function row(film: RankingRow, { world, compares }: Shown): Html {
  return html`
<tr role="row"><td role="cell" class="rank">${film.rank}</td><td class="cover" aria-hidden="true">${poster(film)}</td><th role="rowheader" scope="row" class="film">${titled(film)}<span class="about">${directors(film)}${labels(film)}</span></th><td role="cell" class="rating"><span class="rated">${mean(film)} ${histogramChart(film.histogram, world.get(film.film_id) ?? null)}</span></td><td role="cell" class="world-delta">${delta(film.divergence)}</td><td role="cell" class="watchers">${spoken(html`${film.watchers}<span class="unit"> saw it</span>`, countOf(film.watchers, 'member'))}</td>${compares && html`<td role="cell" class="moved">${moved(film)}</td>`}</tr>`;
}
