import { css } from 'lit';

export const formStyles = css`
  form,
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    max-width: 560px;
    padding-block: 12px;
  }
  label,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-width: 0;
    max-width: 100%;
    gap: 4px;
  }
  label > span:first-child,
  .field > label {
    font-size: 0.8125rem;
    color: var(--_soft);
  }
  fieldset {
    display: grid;
    gap: 16px;
    min-width: 0;
    margin: 0;
    padding: 12px 0 0;
    border: 0;
    border-block-start: 1px solid var(--_rule);
  }
  legend {
    padding: 0;
    padding-inline-end: 12px;
    font: 600 1.0625em / 1.2 var(--_serif);
  }
  .field > :is(input, select, textarea) {
    width: 100%;
    min-height: 36px;
  }
  .field > select {
    padding-inline-start: 8px;
  }
  [aria-invalid='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  :is(input, select, textarea):not([type='checkbox']) {
    min-width: 0;
    max-width: 100%;
  }
  textarea {
    min-height: 72px;
    padding: 8px 12px;
    border: 1px solid var(--_soft);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    font: inherit;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_paper);
    font-weight: 600;
  }
  .primary:hover:not([aria-disabled='true']) {
    background: color-mix(in oklab, var(--_accent) 85%, var(--_ink));
  }
  .fault,
  .faults {
    color: var(--_accent);
  }
  .fault {
    font-size: 0.8125rem;
  }
  .outcome:not(:empty) {
    padding: 4px 12px;
    border-inline-start: 3px solid var(--_data);
  }
  [role='alert'].outcome:not(:empty) {
    border-color: var(--_accent);
  }
  .frame > .outcome:not(:empty) {
    margin-block: 12px;
  }
  .outcome .fault {
    font-size: inherit;
  }
  /* Empty, they take no room, and stay regions that are read out when they fill. */
  .outcome:empty,
  .once:empty {
    position: absolute;
  }
  .once:not(:empty) {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--_accent);
  }
  dialog {
    max-width: min(440px, calc(100vw - 32px));
    padding: 24px;
    border: 1px solid var(--_rule);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: 0 8px 32px rgb(0 0 0 / 0.25);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog > * + * {
    margin-block-start: 12px;
  }
  .secret {
    padding: 8px 12px;
    background: var(--_sunk);
    font-family: ui-monospace, Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .lines > li {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .drop {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 32px 16px;
    border: 1px dashed var(--_soft);
    border-radius: var(--_radius);
    text-align: center;
  }
  .drop.over {
    border-color: var(--_accent);
    background: var(--_sunk);
  }
  progress {
    width: 100%;
    accent-color: var(--_data);
  }
`;
