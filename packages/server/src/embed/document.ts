/** What every page of a share begins and ends with. */
import { type Html, html, type Part } from '../pages/html.ts';

export interface ShareAssets {
  /** Addresses of the stylesheets, and of the script that frames load. */
  stylesheets: readonly string[];
  script: string;
}

/** A moon, half of it lit. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="#1f1b16"/><path d="M16 2a14 14 0 0 1 0 28Z" fill="#fbf8f1"/></svg>',
)}`;

interface DocumentParts {
  title: string;
  assets: ShareAssets;
  head?: Part;
  /** Attributes of the body, as markup. */
  attributes?: Html;
  body: Html;
}

export function shareDocument({ title, assets, head, attributes, body }: DocumentParts): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${ICON}">
${assets.stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${head}
</head>
<body${attributes && html` ${attributes}`}>
${body}
</body>
</html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

/** Where nothing is shared, or not any more: which of the two, it does not say. */
export function nothingPage(assets: ShareAssets, { gone = false } = {}): string {
  const title = gone ? 'This list can not be shown any more' : 'Nothing is shared here';
  const said = gone
    ? 'What it was made from is no longer kept. Ask whoever gave you the link for a new one.'
    : 'The link may be mistyped, or whoever shared the list has ended or renewed it. Ask them for a new one.';
  return shareDocument({
    title: `${title} · Cohort Almanac`,
    assets,
    head: html`<meta name="robots" content="noindex">`,
    body: html`<header class="masthead"><div class="sheet"><p class="imprint"><a class="imprint-name" href="/">Cohort Almanac</a></p><h1>${title}</h1></div></header>
<main class="sheet" id="content"><section class="invitation"><p>${said}</p></section></main>`,
  });
}
