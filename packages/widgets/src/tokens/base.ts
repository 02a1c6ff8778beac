/** What every element's inside has in common: type, links, controls, small print, and the states. */
import { css } from 'lit';

export const base = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd,
  figure,
  table {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  h2,
  h3 {
    font: 600 1.0625em / 1.2 var(--_serif);
    text-wrap: balance;
  }
  h2 {
    font-size: 1.5em;
  }
  a {
    color: var(--_accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button,
  select,
  input:not([type='checkbox'], [type='radio'], [type='range']) {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--_soft);
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  button {
    color: var(--_accent);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_accent);
  }
  button:disabled {
    color: var(--_soft);
    cursor: default;
  }
  .plain {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
  }
  .plain:hover {
    color: var(--_accent);
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft,
  .small {
    color: var(--_soft);
    font-size: 0.8125rem;
  }
  .small {
    padding-block-start: 12px;
  }
  .words {
    color: var(--_soft);
    font: italic 0.9333em var(--_serif);
  }
  .mean {
    font: 600 1.0625em var(--_serif);
  }
  .title {
    font: 600 1.0625em / 1.3 var(--_serif);
    color: inherit;
    text-decoration: none;
  }
  a.title:hover {
    color: var(--_accent);
    text-decoration: underline;
  }
  .year {
    margin-inline-start: 0.4em;
    color: var(--_soft);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .state {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 16px 0;
  }
  .bone {
    border-radius: var(--_radius);
    background: var(--_sunk);
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
