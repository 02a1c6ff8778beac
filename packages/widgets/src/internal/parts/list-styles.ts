/** Lists of films: posters, grids, lines, charts, and the bones of them. */
import { css, html, type TemplateResult } from 'lit';
import { compactStyles } from './compact-styles.ts';

/** What a grid has besides. */
export const gridStyles = css`
  .poster {
    display: block;
    aspect-ratio: 2 / 3;
    overflow: hidden;
  }
  .poster > *,
  .poster svg {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .poster > [hidden],
  .drawn:empty {
    display: none;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
    gap: 20px 16px;
    padding-block-start: 12px;
  }
  .grid li > p:first-of-type {
    margin-block-start: 8px;
    line-height: 1.3;
  }
`;

export const listStyles = [
  compactStyles,
  gridStyles,
  css`
    svg {
      display: block;
    }
    .bar {
      fill: var(--_data);
    }
    .below {
      fill: var(--_data-soft);
      stroke: var(--_data);
    }
    .line {
      fill: none;
      stroke: var(--_soft);
      vector-effect: non-scaling-stroke;
    }
    .about {
      display: block;
    }
    .more {
      display: flex;
      gap: 12px;
      align-items: center;
      padding-block-start: 12px;
    }
    .lines > li {
      display: grid;
      grid-template-columns: 44px minmax(0, 1fr) auto;
      gap: 12px;
      align-items: center;
      padding-block: var(--_row);
    }
    .lines > li + li {
      border-block-start: 1px solid var(--_rule);
    }
    .skeleton {
      display: grid;
      gap: 1px;
    }
    .skeleton .bone {
      display: block;
      height: calc(60px + 2 * var(--_row));
    }
    .skeleton.list .bone {
      height: calc(23px + 2 * var(--_row));
    }
    .skeleton.grid .bone {
      height: auto;
      aspect-ratio: 2 / 4;
    }
  `,
];

/** The space of a list that is on its way. */
export function bones(layout: string, rows: number): TemplateResult {
  return html`<div class="skeleton ${layout}" aria-hidden="true">
    ${Array.from({ length: Math.min(rows, 50) }, () => html`<span class="bone"></span>`)}
  </div>`;
}
