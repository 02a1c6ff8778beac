/** How the dashboard's frame is set. */
import { css } from 'lit';

export const dashboardStyles = css`
  :host {
    min-height: 100vh;
  }
  .sheet {
    max-width: 82rem;
    margin-inline: auto;
    padding-inline: clamp(16px, 4vw, 48px);
  }
  .masthead {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 24px;
    align-items: center;
    justify-content: space-between;
    padding-block: 16px 10px;
    border-block-end: 3px double var(--_ink);
  }
  .imprint {
    color: inherit;
    font: 600 1.0625em var(--_serif);
    font-variant-caps: all-small-caps;
    letter-spacing: 0.08em;
    text-decoration: none;
  }
  nav {
    padding-block: 12px;
    border-block-end: 1px solid var(--_rule);
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
  }
  nav ul + ul {
    padding-block-start: 6px;
    font-size: 0.8125rem;
  }
  nav a {
    display: block;
    padding-block: 4px;
    text-decoration: none;
  }
  nav a[aria-current] {
    color: var(--_ink);
    border-block-end: 2px solid var(--_accent);
  }
  .menu {
    display: none;
    width: 100%;
    text-align: start;
  }
  h1 {
    margin: 24px 0 4px;
    overflow-wrap: anywhere;
    font: 500 clamp(1.75rem, 4vw, 2.75rem) / 1.1 var(--_serif);
    letter-spacing: -0.01em;
  }
  h1 small {
    display: block;
    padding-block-start: 6px;
    color: var(--_soft);
    font: italic 400 1.1875rem / 1.3 var(--_serif);
    letter-spacing: 0;
  }
  h1:focus {
    outline: none;
  }
  .back {
    padding-block: 8px;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    gap: 32px 48px;
  }
  .columns > *,
  main > * {
    min-width: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  section > h2 {
    margin-block-start: 24px;
  }
  .banner {
    margin-block: 12px;
    padding: 8px 16px;
    border-inline-start: 3px solid var(--_accent);
    background: var(--_sunk);
  }
  footer {
    padding-block: 32px;
  }
  @media (width < 620px) {
    .menu {
      display: block;
    }
    nav:not(.open) ul {
      display: none;
    }
    nav ul {
      display: grid;
      gap: 0;
      padding-block-start: 8px;
    }
    nav a {
      padding-block: 8px;
    }
    nav a[aria-current] {
      border-block-end: 0;
      border-inline-start: 3px solid var(--_accent);
      padding-inline-start: 8px;
    }
  }
`;
