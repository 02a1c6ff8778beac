/** The frame of a list, its heading and its numerals: what a compact list needs. */
import { css } from 'lit';

export const compactStyles = css`
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
  h2 + .soft {
    padding-block: var(--_row);
  }
  :is(td, span).rank {
    font: 400 1.375em / 1 var(--_serif);
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
`;
