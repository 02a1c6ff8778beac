/** The page of a shared list: whole without scripts, and the same for everybody. */
import { ATTRIBUTION, type RankingRow } from '@cohort-almanac/core';
import { moons } from '../pages/charts.ts';
import { titled } from '../pages/films.ts';
import { count, countOf, day, provenance } from '../pages/format.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import { card, key, type Shown, table, type WorldHistograms } from '../pages/ranking.ts';
import { titleOf, wordsOf } from '../presenters/filters.ts';
import type { ListChange, ShareAddresses, SharedList } from '../services/filter-types.ts';
import { type ShareAssets, shareDocument } from './document.ts';
import { placed } from './placed.ts';

/** Nothing but its own styles and TMDB's pictures; nobody frames it, since `/embed` is for that. */
export const SHARE_PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' https://image.tmdb.org data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface SharePage {
  list: SharedList;
  addresses: ShareAddresses;
  world: WorldHistograms;
  /** Places on the version before; null where there is none to compare with. */
  before: ReadonlyMap<number, number> | null;
  changes: readonly ListChange[];
}

/** The picture that goes with a link, in pixels. */
export const PREVIEW = { width: 1200, height: 630 } as const;

const ON_FRONTISPIECE = 3;

export function renderSharePage(page: SharePage, assets: ShareAssets): string {
  const { list, addresses, world, before, changes } = page;
  const title = titleOf(list);
  const films = placed(list, before);
  const shown: Shown = { world, members: list.page.coverage.members_with_data, compares: before !== null };
  return shareDocument({
    title: `${title} · Cohort Almanac`,
    assets,
    head: heads(page),
    body: html`<a class="skip" href="#content">Skip to the films</a>
<header class="masthead"><div class="sheet">
<p class="imprint"><a class="imprint-name" href="/">Cohort Almanac</a>${moons()}<span class="issue">${issue(list)}</span></p>
<h1 dir="auto">${title}</h1>
${list.saved.description && html`<p class="subtitle" dir="auto">${list.saved.description}</p>`}
<p class="made-of"><span dir="auto">${list.cohort.display_name}</span><span dir="auto">${wordsOf(list)}</span></p>
</div></header>
<main class="sheet pages shared" id="content">
${films.length === 0 ? nothing(list) : filmSections(list, films, shown)}
<div class="stories">${lately(list, changes)}${takeAlong(addresses)}${about(list)}</div>
</main>
<footer class="foot"><div class="sheet">${moons()}<p>${ATTRIBUTION}</p><p>Set by Cohort Almanac, which is part of neither. <a href="${addresses.data}">The same as data</a></p></div></footer>`,
  });
}

function issue({ share, page }: SharedList): Html | string {
  if (page.ranking_version === null || !page.computed_at) return 'Not out yet';
  const time = html`<time datetime="${page.computed_at.toISOString()}">${day(page.computed_at)}</time>`;
  return html`${share.frozen ? 'As it stood in no.' : 'No.'} ${page.ranking_version} <span class="dot">·</span> ${time}`;
}

function filmSections({ page }: SharedList, films: readonly RankingRow[], shown: Shown): Html {
  const rest = films.slice(ON_FRONTISPIECE);
  const small = html`<p class="provenance">${provenance(page.coverage, page.computed_at)}</p>`;
  return html`<section class="best" id="best" aria-labelledby="best-title">
<div class="section-head"><h2 id="best-title">${films.length === 1 ? 'One film' : `${count(films.length)} films`}</h2>${key()}</div>
<ol class="frontispiece">${films.slice(0, ON_FRONTISPIECE).map((film) => card(film, shown))}</ol>
${rest.length === 0 && small}
</section>
${
  rest.length > 0 &&
  html`<section class="rest" aria-label="The list, continued">
${table(rest, shown)}
${small}
</section>`
}`;
}

function nothing({ page }: SharedList): Html {
  const said =
    page.ranking_version === null
      ? 'The first edition is not out yet. Come back when it is: this link stays.'
      : 'No film fits this list yet. It fills by itself as the circle watches. Tonight?';
  return html`<section class="invitation"><h2>Nothing here yet</h2><p>${said}</p></section>`;
}

const CHANGES_TOLD = 3;

function lately({ share }: SharedList, changes: readonly ListChange[]): Html | null {
  if (share.frozen) {
    return html`<section class="story" aria-labelledby="lately-title"><h2 id="lately-title">Standing still</h2>
<p class="lead">As it was on ${day(share.frozen.computed_at)}, and kept so since ${day(share.frozen.frozen_at)}.</p></section>`;
  }
  const told = changes.filter(({ entered, left }) => entered.length + left.length > 0).slice(0, CHANGES_TOLD);
  if (told.length === 0) return null;
  return html`<section class="story" aria-labelledby="lately-title"><h2 id="lately-title">Came and went</h2>
<p class="lead">Since the edition before.</p>
${told.map(
  ({ computed_at, entered, left }) => html`<h3 class="side">${day(computed_at)}</h3>
<ul class="comings">${entered.map((film) => coming('+', 'entered', film))}${left.map((film) => coming('−', 'left', film))}</ul>`,
)}</section>`;
}

const coming = (sign: string, word: string, film: RankingRow): Html =>
  html`<li><span class="sign" aria-hidden="true">${sign}</span><span class="unseen">${word}: </span><span>${titled(film)}</span></li>`;

function about({ page }: SharedList): Html {
  const { members, members_with_data } = page.coverage;
  return html`<section class="story" aria-labelledby="about-title"><h2 id="about-title">How it was made</h2>
<dl class="colophon"><div><dt>Circle</dt><dd>${countOf(members, 'member')}, ${members_with_data} with data</dd></div><div><dt>Numbers</dt><dd>Sums over all of them. Nobody is named.</dd></div>${page.ranking_version !== null && html`<div><dt>Edition</dt><dd>No. ${page.ranking_version}</dd></div>`}</dl></section>`;
}

function takeAlong({ feed, data }: ShareAddresses): Html {
  return html`<section class="story" aria-labelledby="along-title"><h2 id="along-title">Take it along</h2>
<p class="lead">The list comes to you.</p>
<ul class="ways"><li><a href="${feed}">Feed</a> of what enters and leaves</li><li><a href="${data}">Data</a> for programs, as JSON</li></ul></section>`;
}

/** What other sites read of the page. */
function heads({ list, addresses }: SharePage): Html {
  const title = titleOf(list);
  const about = describe(list);
  const picture = `The first films of ${title}`;
  return html`<meta name="description" content="${about}">
${list.cohort.visibility === 'private' && html`<meta name="robots" content="noindex">`}
<link rel="canonical" href="${addresses.page}">
<link rel="alternate" type="application/json+oembed" href="${addresses.oembed}&format=json" title="${title}">
<link rel="alternate" type="text/xml+oembed" href="${addresses.oembed}&format=xml" title="${title}">
<link rel="alternate" type="application/atom+xml" href="${addresses.feed}" title="${title}: what enters and leaves">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Cohort Almanac">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${about}">
<meta property="og:url" content="${addresses.page}">
<meta property="og:image" content="${addresses.preview}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${PREVIEW.width}">
<meta property="og:image:height" content="${PREVIEW.height}">
<meta property="og:image:alt" content="${picture}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${about}">
<meta name="twitter:image" content="${addresses.preview}">
<meta name="twitter:image:alt" content="${picture}">
<script type="application/ld+json">${trusted(inScript(structured(list, addresses)))}</script>`;
}

/** A sentence or two for previews and search. */
function describe({ saved, cohort, page, ...list }: SharedList): string {
  if (saved.description) return saved.description;
  const first = page.items.slice(0, 3).map(({ title }) => title);
  const films = first.length > 0 ? ` ${first.join(', ')}${page.items.length > first.length ? ' …' : ''}` : '';
  return `${countOf(page.total, 'film')} of ${cohort.display_name}. ${wordsOf({ ...list, page })}.${films}`;
}

/** https://schema.org/ItemList */
function structured(list: SharedList, addresses: ShareAddresses): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    name: titleOf(list),
    url: addresses.page,
    numberOfItems: list.page.items.length,
    itemListElement: list.page.items.map((film, place) => ({
      '@type': 'ListItem',
      position: place + 1,
      item: {
        '@type': film.media_type === 'tv' ? 'TVSeries' : 'Movie',
        name: film.title,
        ...(film.release_year !== null && { datePublished: String(film.release_year) }),
        ...(film.slug !== null && { sameAs: `https://letterboxd.com/film/${encodeURIComponent(film.slug)}/` }),
        ...(film.directors.length > 0 && {
          director: film.directors.map(({ name }) => ({ '@type': 'Person', name })),
        }),
        aggregateRating: {
          '@type': 'AggregateRating',
          ratingValue: Math.round(film.avg_rating * 100) / 100,
          ratingCount: film.watchers,
          bestRating: 5,
          worstRating: 0.5,
        },
      },
    })),
  };
}

/** JSON that no `</script>`, `<!--` or line separator inside it can end. */
const inScript = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
