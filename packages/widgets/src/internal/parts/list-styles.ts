/** Lists of films: numerals, posters, grids, and the bones of them. */
import { css, html, type TemplateResult } from 'lit';

export const listStyles = css`
  .frame {
    position: relative;
    padding: 12px 0;
  }
  .frame[aria-busy='true'] > :not(.skeleton, .slow) {
    opacity: 0.7;
  }
  h2 {
    padding-block-end: 8px;
    border-block-end: 1px solid var(--_ink);
  }
  :is(td, span).rank {
    font: 400 1.375em / 1 var(--_serif);
  }
  .about {
    display: block;
  }
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
  .more {
    display: flex;
    gap: 12px;
    align-items: center;
    padding-block-start: 12px;
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
  .list > li {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr) auto;
    gap: 12px;
    align-items: baseline;
    padding-block: var(--_row);
    border-block-end: 1px solid var(--_rule);
  }
  .list .rank {
    text-align: end;
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
`;

/** The space of a list that is on its way. */
export function bones(layout: string, rows: number): TemplateResult {
  return html`<div class="skeleton ${layout}" aria-hidden="true">
    ${Array.from({ length: Math.min(rows, 50) }, () => html`<span class="bone"></span>`)}
  </div>`;
}
