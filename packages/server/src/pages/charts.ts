/** Small charts as SVG, each with its numbers in words. Colours are the stylesheet's, so no inline style is needed. */
import { type Histogram, histogramTotal } from '@cohort-almanac/core';
import { countOf } from './format.ts';
import { type Html, html } from './html.ts';

const SLOT = 10;
const BAR = 8;
const WIDTH = 10 * SLOT;

/**
 * Ten bars, half a star to five: the cohort filled, the world as an outline. Both are shares of their own ratings on one
 * scale. `height` is in units of which the width has a hundred.
 */
export function histogramChart(cohort: Histogram, world: Histogram | null, { height = 34 } = {}): Html {
  const ours = shares(cohort);
  const theirs = world && shares(world);
  const top = Math.max(...ours, ...(theirs ?? []), Number.MIN_VALUE);
  const ground = height - 0.5;
  const level = (share: number) => tenth(ground - (share / top) * (ground - 1));
  const bars = ours.flatMap((share, i) =>
    share === 0 ? [] : `M${i * SLOT + (SLOT - BAR) / 2} ${ground}V${level(share)}h${BAR}V${ground}Z`,
  );
  const outline =
    theirs && `M0 ${ground}${theirs.map((share, i) => `V${level(share)}H${(i + 1) * SLOT}`).join('')}V${ground}`;
  return html`<svg class="histogram" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${describe(cohort, theirs)}</title><path class="ground" d="M0 ${ground}H${WIDTH}"/><path class="bars" d="${bars.join('')}"/>${outline && html`<path class="world" d="${outline}"/>`}</svg>`;
}

/** The chart's text twin. */
function describe(cohort: Histogram, world: readonly number[] | null): string {
  const ours = `${countOf(histogramTotal(cohort), 'rating')}, from half a star to five: ${cohort.join(', ')}.`;
  if (!world) return ours;
  return `${ours} On Letterboxd, in percent: ${world.map((share) => Math.round(100 * share)).join(', ')}.`;
}

function shares(histogram: Histogram): number[] {
  const total = histogramTotal(histogram);
  return histogram.map((n) => (total === 0 ? 0 : n / total));
}

/** Differences of this many stars and more fill the bar. */
const FULL = 1.5;
const REACH = 38;

/** A bar from a centre line, to the right when the cohort rates higher. The number stands beside it, so it is silent. */
export function deltaChart(divergence: number): Html {
  const length = tenth((Math.min(Math.abs(divergence), FULL) / FULL) * REACH);
  const x = divergence < 0 ? 40 - length : 40;
  const side = divergence < 0 ? 'below' : 'above';
  return html`<svg class="delta-chart" viewBox="0 0 80 12" aria-hidden="true"><path class="ground" d="M2 6H78"/><rect class="${side}" x="${tenth(x)}" y="2" width="${length}" height="8"/><path class="centre" d="M40 0V12"/></svg>`;
}

/** The almanac's mark: a moon that grows from half a star to five. */
export function moons(): Html {
  const r = 7;
  const lit = [0.1, 0.3, 0.5, 0.75, 1].map((share, i) => {
    const x = 10 + i * 20;
    // Two arcs bound what is lit: the rim on the right, and half an ellipse that wanders from right to left.
    const bulge = tenth(Math.abs(1 - 2 * share) * r);
    const sweep = share < 0.5 ? 0 : 1;
    return html`<circle class="moon" cx="${x}" cy="10" r="${r}"/><path class="lit" d="M${x} ${10 - r}A${r} ${r} 0 0 1 ${x} ${10 + r}A${bulge} ${r} 0 0 ${sweep} ${x} ${10 - r}Z"/>`;
  });
  return html`<svg class="moons" viewBox="0 0 100 20" aria-hidden="true">${lit}</svg>`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
