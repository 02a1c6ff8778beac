import { css } from 'lit';

export const formStyles = css`
  form,
  .form {
    display: grid;
    gap: 16px;
    max-width: 560px;
    padding-block: 12px;
  }
  label,
  .field {
    display: grid;
    gap: 4px;
  }
  label > span:first-child {
    font-size: 0.8125rem;
    color: var(--_soft);
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
  }
  .fault,
  .faults {
    color: var(--_accent);
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
