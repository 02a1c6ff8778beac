/** Tables of the desks, which scroll in a frame of their own where there is no room for them. */
import { css } from 'lit';

export const tableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--_row) 12px var(--_row) 0;
    border-block-end: 1px solid var(--_rule);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--_soft);
    font-size: 12px;
  }
  .end {
    text-align: end;
  }
  td.fault {
    font-size: inherit;
  }
  .scroll {
    overflow-x: auto;
  }
  code {
    font: 0.8125rem ui-monospace, Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
  }
`;
