/** The page at `/` as a pure function: one edition of a cohort's almanac, or what to do to get one. */
import { ATTRIBUTION, histogramTotal, isHistogram } from '@cohort-almanac/core';
import type { CohortCard } from '@cohort-almanac/db';
import type { CohortStats, RankingPage } from '../services/types.ts';
import { histogramChart, moons } from './charts.ts';
import { count, day, provenance, stars } from './format.ts';
import { type Html, html, type Part } from './html.ts';
import { rankingSections, type WorldHistograms } from './ranking.ts';
import { colophon, isActive, notice, stageList } from './run.ts';
import { type Stories, storySection, tell } from './stories.ts';

/** Everything that is shown of a cohort. */
export interface Edition {
  cohort: Pick<CohortCard, 'label' | 'display_name' | 'description'>;
  stats: CohortStats;
  ranking: RankingPage;
  stories: Stories;
  world: WorldHistograms;
}

export interface PageFrame {
  now: Date;
  /** Addresses of what the page loads. */
  stylesheet: string;
  script: string;
  /** The dashboard, which takes the page over where scripts run. */
  dashboard: string;
}

/** The whole document. `edition` is null when there is no cohort that everybody may read. */
export function renderFirstPage(edition: Edition | null, frame: PageFrame): string {
  if (!edition) return document({ title: 'Cohort Almanac', frame, body: noCohort() });
  const { cohort, stats } = edition;
  return document({
    title: `${cohort.display_name} · Cohort Almanac`,
    description: cohort.description,
    frame,
    version: stats.version?.id ?? 0,
    live: isActive(stats.last_run),
    data: `/v1/cohorts/${cohort.label}/rankings`,
    label: cohort.label,
    body: stats.version ? published(edition, frame.now) : unpublished(edition, frame.now),
  });
}

/** What a browser without scripts does while an edition is being made. */
const REFRESH_SECONDS = 10;

interface DocumentParts {
  title: string;
  description?: string | null;
  frame: PageFrame;
  version?: number;
  /** Whether the page is about to change. */
  live?: boolean;
  /** Where programs read what is shown. */
  data?: string;
  /** Of the cohort that is shown. */
  label?: string;
  body: Html;
}

function document({ title, description, frame, version = 0, live = false, data, label, body }: DocumentParts): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description ?? 'Rankings, hidden gems and quarrels of a circle of film lovers.'}">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${frame.stylesheet}">
<script type="module" src="${frame.dashboard}"></script>
${live && html`<script type="module" src="${frame.script}"></script><noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}"></noscript>`}
</head>
<body data-version="${version}">
<a class="skip" href="#content">Skip to the films</a>
<almanac-dashboard${label !== undefined && html` cohort="${label}"`}>
${body}
</almanac-dashboard>
<footer class="foot"><div class="sheet">${moons()}<p>${ATTRIBUTION}</p><p>Set by Cohort Almanac, which is part of neither. <a href="${data ?? '/openapi.yaml'}">${data ? 'The same as data' : 'The API'}</a></p></div></footer>
</body>
</html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

/** A half moon. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="#1f1b16"/><path d="M16 2a14 14 0 0 1 0 28Z" fill="#fbf8f1"/></svg>',
)}`;

function masthead({ title, subtitle, issue, figures }: Record<'title' | 'subtitle' | 'issue' | 'figures', Part>): Html {
  return html`<header class="masthead"><div class="sheet">
<p class="imprint"><span class="imprint-name">Cohort Almanac</span>${moons()}<span class="issue">${issue}</span></p>
<h1 dir="auto">${title}</h1>
${subtitle && html`<p class="subtitle" dir="auto">${subtitle}</p>`}
${figures}
</div></header>`;
}

/** Kept apart from what does not change, so that a reader of the screen hears only this. */
const noticeBox = (content: Part) => html`<div class="notice-box sheet" id="notice" role="status">${content}</div>`;

function published({ cohort, stats, ranking, stories, world }: Edition, now: Date): Html {
  const context = { label: cohort.label, stats, now };
  const version = stats.version!;
  const told = tell(stories, world);
  const { summary } = version;
  const figures = html`<dl class="figures">
${figure('Members', count(stats.coverage.members))}${figure('Ratings', count(summary.ratings))}${figure('Films', count(summary.films))}${summary.mean !== null && figure('Mean', stars(summary.mean))}
${allRatings(summary.histogram)}
</dl>`;
  const best =
    ranking.items.length > 0 ? rankingSections(ranking, world) : { front: nothingRanked(cohort.label), rest: null };
  return html`${masthead({
    title: cohort.display_name,
    subtitle: cohort.description,
    issue: html`No. ${version.id} <span class="dot">·</span> <time datetime="${version.computed_at.toISOString()}">${day(version.computed_at)}</time>`,
    figures,
  })}
${noticeBox(notice(context))}
<nav class="contents sheet" aria-label="Contents"><ul><li><a href="#best">The best</a></li>${told.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}<li><a href="#made">How it was made</a></li></ul></nav>
<main class="sheet pages" id="content">
${best.front}
${best.rest}
<div class="stories${best.rest ? '' : ' alone'}">
${told.filter(({ wide }) => !wide).map(storySection)}
</div>
<div class="last">
${told.filter(({ wide }) => wide).map(storySection)}
<section class="story made" id="made" aria-labelledby="made-title">
<h2 id="made-title">How it was made</h2>
<div id="run">${isActive(stats.last_run) && stageList(stats.last_run)}</div>
${colophon(context)}
<p class="provenance">${provenance(ranking.coverage, ranking.computed_at)}</p>
</section>
</div>
</main>`;
}

function figure(term: string, value: string): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function allRatings(histogram: readonly number[]): Html | null {
  if (!isHistogram(histogram) || histogramTotal(histogram) === 0) return null;
  return html`<div class="all-ratings"><dt>All ratings</dt><dd>${histogramChart(histogram, null, { height: 26 })}</dd></div>`;
}

function nothingRanked(label: string): Html {
  return html`<section id="best" class="invitation" aria-labelledby="best-title"><h2 id="best-title">Nothing to rank yet</h2>
<p>No film has been rated by two members. Add people who share a taste, or wait for them to watch something together. Tonight?</p>
<pre><code>npx almanac cohort show ${label}</code></pre></section>`;
}

/** Before the first edition: what is going on, or how to begin. */
function unpublished({ cohort, stats }: Edition, now: Date): Html {
  const run = stats.last_run;
  const said = notice({ label: cohort.label, stats, now });
  const content = isActive(run)
    ? html`<section class="waiting" aria-labelledby="waiting-title"><h2 id="waiting-title">The first edition</h2><div id="run">${stageList(run)}</div></section>
<div class="skeleton" aria-hidden="true">${[1, 2, 3].map((n) => html`<div class="card"><span class="poster"></span><div><p class="numeral">${n}</p><p class="line"></p><p class="line"></p><p class="line"></p></div></div>`)}</div>`
    : html`<section class="invitation" aria-labelledby="waiting-title"><h2 id="waiting-title">Nothing has been collected yet</h2>
<p>${count(stats.coverage.members)} members are known so far. Collect what they have seen, and their almanac stands here.</p>
<pre><code>npx almanac sync ${cohort.label} --wait</code></pre></section>`;
  return html`${masthead({ title: cohort.display_name, subtitle: cohort.description, issue: 'Before the first edition', figures: null })}
${noticeBox(said)}
<main class="sheet" id="content">${content}</main>`;
}

function noCohort(): Html {
  return html`${masthead({
    title: 'Whose almanac?',
    subtitle: 'Rankings, hidden gems and quarrels of your own film circle, instead of twenty million strangers.',
    issue: 'No edition yet',
    figures: null,
  })}
<main class="sheet" id="content"><section class="invitation" aria-labelledby="begin"><h2 id="begin">Begin with the people you follow</h2>
<p>There is no cohort yet that everybody may read. A cohort is a circle of Letterboxd members: name one, and it is collected, counted and set here.</p>
<pre><code>npx almanac cohort create --label friends --visibility public \\
  --seed YOUR_NAME --relation following --include-seed
npx almanac sync friends --wait</code></pre>
<p>A cohort stays private unless it is made with <code>--visibility public</code>; a private one is read with <code>npx almanac rankings friends</code>.</p></section></main>`;
}
