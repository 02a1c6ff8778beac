/** Small charts in SVG. Everything is said in attributes, so they stand under a policy that forbids inline styles. */
import { html, nothing, svg, type TemplateResult } from 'lit';

const WIDTH = 100;
const GAP = 2;
const STEP = WIDTH / 10;

/**
 * Ten bars, ½ to ★★★★★; `world` is drawn as an outline on the same scale of shares. `label` says in words what it shows.
 */
export function histogram(
  counts: readonly number[],
  label: string,
  { world = null, height = 24 }: { world?: readonly number[] | null; height?: number } = {},
): TemplateResult {
  const shares = sharesOf(counts);
  const outline = world && sharesOf(world);
  const top = Math.max(...shares, ...(outline ?? []), 0.01);
  const y = (share: number) => round(height - 1 - (share / top) * (height - 2));
  return html`<svg class="histogram" part="histogram" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>
    ${shares.map(
      (share, i) =>
        svg`<rect class="bar" x=${i * STEP + GAP / 2} y=${y(share)} width=${STEP - GAP} height=${round(height - 1 - y(share))}></rect>`,
    )}
    ${outline ? svg`<path class="line" d=${`M0 ${height - 1}${outline.map((share) => `V${y(share)}h${STEP}`).join('')}V${height - 1}`}></path>` : nothing}
    <path class="line ground" d=${`M0 ${height - 0.5}H${WIDTH}`}></path>
  </svg>`;
}

/** A signed number as a bar from a centre line; `reach` is the value at the end of the line. */
export function deltaBar(value: number, reach = 1.5): TemplateResult {
  const length = round((Math.min(Math.abs(value), reach) / reach) * 39);
  return html`<svg class="delta-bar" viewBox="0 0 80 12" aria-hidden="true">
    <path class="line ground" d="M0 6H80"></path>
    <rect class=${value < 0 ? 'bar below' : 'bar'} x=${value < 0 ? 40 - length : 40} y="3" width=${length} height="6"></rect>
    <path class="line centre" d="M40 0V12"></path>
  </svg>`;
}

function sharesOf(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return counts.map((n) => (all === 0 ? 0 : n / all));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
