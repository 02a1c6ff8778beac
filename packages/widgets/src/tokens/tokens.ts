/**
 * The almanac's look as custom properties. A page makes it its own by setting the public ones (`--almanac-*`) anywhere above
 * the element; inside, styles read the private ones (`--_*`), which fall back to the almanac's own.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    color-scheme: light dark;
    --_paper: var(--almanac-paper, light-dark(#fbf8f1, #14120f));
    --_sunk: var(--almanac-paper-sunk, light-dark(#f3ecdd, #1f1c17));
    --_ink: var(--almanac-ink, light-dark(#1f1b16, #ece5d8));
    --_soft: var(--almanac-ink-soft, light-dark(#5e5548, #a99f8e));
    --_rule: var(--almanac-rule, light-dark(#d9cfbc, #3a342b));
    --_accent: var(--almanac-accent, light-dark(#a63514, #f2895c));
    --_data: var(--almanac-data, light-dark(#a9701a, #d6a043));
    --_data-soft: var(--almanac-data-soft, light-dark(#e3c48d, #6b5226));
    --_serif: var(
      --almanac-serif,
      "Iowan Old Style",
      "Palatino Linotype",
      Palatino,
      "Source Serif 4",
      Georgia,
      serif
    );
    --_sans: var(
      --almanac-sans,
      system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "Helvetica Neue",
      Arial,
      sans-serif
    );
    --_radius: var(--almanac-radius, 2px);
    --_row: 8px;
  }
  /* Inside as well as on the element: what a page sets for all of its elements stops at the second. */
  :host,
  [part='frame'] {
    display: block;
    container-type: inline-size;
    background: var(--_paper);
    color: var(--_ink);
    font: 400 15px / 1.45 var(--_sans);
    font-variant-numeric: tabular-nums lining-nums;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
    overflow-wrap: break-word;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([density='compact']) {
    --_row: 4px;
  }
  :host([density='compact']),
  :host([density='compact']) [part='frame'] {
    font-size: 14px;
  }
  @media (forced-colors: active) {
    :host {
      --_paper: Canvas;
      --_sunk: Canvas;
      --_ink: CanvasText;
      --_soft: CanvasText;
      --_rule: GrayText;
      --_accent: LinkText;
      --_data: Highlight;
      --_data-soft: Canvas;
    }
  }
`;
