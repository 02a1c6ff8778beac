/** A film's page and its ratings summary. */
import { histogramTotal } from '@cohort-almanac/core';
import { type Answer, HTML } from '../answer.ts';
import type { Site } from '../site.ts';
import { escapeHtml, filmName, grouped, scriptJson, slugify } from '../text.ts';
import { countryName } from '../tmdb/countries.ts';
import type { WorldFilm } from '../world.ts';
import { page } from './layout.ts';
import { poster } from './poster.ts';

/**
 * `/film/slug/` in today's generation: `h1.primaryname`, tabs in `#tab-panel-…`, no film id of its own, the TMDB key in the link
 * below the tabs. As on the real site the `<body>` of a series says `movie` with an empty id.
 */
export function filmPage(site: Site, film: WorldFilm): Answer {
  const series = film.tmdb_type === 'tv';
  const name = filmName(film);
  const uid = film.letterboxd_id === null ? '' : ` data-production-uid="film:${film.letterboxd_id}"`;
  const directors = film.directors.map(
    (d) =>
      `<a class="contributor" href="/director/${site.directorSlug(d)}/"><span class="prettify">${escapeHtml(d)}</span></a>`,
  );
  const credits =
    directors.length === 0
      ? ''
      : `<p class="credits"> <span class="introduction">Directed by </span> <span class="creatorlist"> ${directors.join(', ')} </span> </p>`;
  const released =
    film.year === null ? '' : `<span class="releasedate"> <a href="/films/year/${film.year}/">${film.year}</a> </span>`;
  const share =
    film.lid === null
      ? ''
      : `<div class="urlgroup"> <input id="url-field" type="text" value="https://boxd.it/${film.lid}" readonly> </div>`;
  return page({
    title: name,
    body: `class="film backdropped" data-type="film" data-tmdb-type="movie" data-tmdb-id="${series ? '' : (film.tmdb_id ?? '')}"`,
    head: `<meta property="og:type" content="video.movie">\n<meta property="og:title" content="${escapeHtml(name)}">\n`,
    content: `<div class="backdrop-container"> <div id="backdrop" class="backdrop-wrapper"${uid}></div> </div>
<div id="film-page-wrapper" class="cols-3 overflow">
<div class="col-6 col-poster-large" id="js-poster-col"><section class="poster-list -p230 -single no-hover el col">${poster(film)}</section></div>
<div class="col-17">
<section class="production-masthead -shadowed -productionscreen -film"><div class="details"><h1 class="headline-1 primaryname"><span class="name js-widont prettify">${unwidowed(escapeHtml(film.title))}</span></h1><div class="productioninfo"> ${released} ${credits} </div></div></section>
<section class="section col-10 col-main">
${tabs(site, film)}
<p class="text-link text-footer"> ${footer(film)} </p>
</section>
<aside class="sidebar"><section id="userpanel" class="actions-panel">${share}</section>
<section class="csi js-csi" data-src="/csi/film/${film.slug}/ratings-summary/"></section></aside>
</div></div>
<script type="application/ld+json">
/* <![CDATA[ */
${linkedData(site, film)}
/* ]]> */
</script>`,
  });
}

/** The last two words stay on one line, as the real site has it; readers must take the no-break space for a space. */
function unwidowed(title: string): string {
  return title.split(' ').length < 3 ? title : title.replace(/ (?=[^ ]*$)/, '&nbsp;');
}

function tabs(site: Site, film: WorldFilm): string {
  const links = (heading: string, items: string[]): string =>
    items.length === 0
      ? ''
      : `<h3><span>${heading}</span></h3> <div class="text-sluglist"> <p> ${items.join(' ')} </p> </div>`;
  const link = (path: string, label: string): string => `<a href="${path}" class="text-slug">${escapeHtml(label)}</a>`;
  const directors = film.directors.map((d) => link(`/director/${site.directorSlug(d)}/`, d));
  const countries = film.countries.map(countryName).map((c) => link(`/films/country/${slugify(c)}/`, c));
  const genres = film.genres.map((g) => link(`/films/genre/${slugify(g)}/`, g));
  return `<div id="tabbed-content" data-selected-tab=""><div id="tab-panel-cast" class="tabbed-content-block"></div>
<div id="tab-panel-crew" class="tabbed-content-block column-block -crewroles">${links(film.directors.length === 1 ? 'Director' : 'Directors', directors)}</div>
<div id="tab-panel-details" class="tabbed-content-block column-block">${links(film.countries.length === 1 ? 'Country' : 'Countries', countries)}</div>
<div id="tab-panel-genres" class="tabbed-content-block column-block">${links(film.genres.length === 1 ? 'Genre' : 'Genres', genres)}</div></div>`;
}

function footer(film: WorldFilm): string {
  const minutes = film.runtime_minutes;
  const parts = [
    minutes === null ? '' : `${grouped(minutes)}&nbsp;${minutes === 1 ? 'min' : 'mins'} &nbsp;`,
    film.imdb_id === null && film.tmdb_id === null ? '' : 'More at',
    film.imdb_id === null
      ? ''
      : `<a href="http://www.imdb.com/title/${film.imdb_id}/maindetails" class="micro-button track-event" data-track-action="IMDb">IMDb</a>`,
    film.tmdb_id === null
      ? ''
      : `<a href="https://www.themoviedb.org/${film.tmdb_type}/${film.tmdb_id}/" class="micro-button track-event" data-track-action="TMDB">TMDB</a>`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function linkedData(site: Site, film: WorldFilm): string {
  return scriptJson({
    '@type': 'Movie',
    '@context': 'http://schema.org',
    url: `https://letterboxd.com/film/${film.slug}/`,
    name: film.title,
    director: film.directors.map((d) => ({ '@type': 'Person', name: d, sameAs: `/director/${site.directorSlug(d)}/` })),
    releasedEvent: film.year === null ? undefined : [{ '@type': 'PublicationEvent', startDate: String(film.year) }],
    genre: film.genres,
    countryOfOrigin: film.countries.map((c) => ({ '@type': 'Country', name: countryName(c) })),
    aggregateRating:
      film.weighted_average === null
        ? undefined
        : {
            '@type': 'aggregateRating',
            bestRating: 5,
            worstRating: 0,
            ratingValue: Number(film.weighted_average.toFixed(2)),
            ratingCount: film.histogram === null ? undefined : histogramTotal(film.histogram),
          },
  });
}

const LABELS = ['half-★', '★', '★½', '★★', '★★½', '★★★', '★★★½', '★★★★', '★★★★½', '★★★★★'];

/**
 * `/csi/film/slug/ratings-summary/`: ten bars with their counts, the weighted average unless it is unknown, and the fans (here
 * the members who have it among their favourites). Null for a film whose histogram the world doesn't know.
 */
export function ratingsSummary(site: Site, film: WorldFilm): Answer | null {
  if (film.histogram === null) return null;
  const total = histogramTotal(film.histogram);
  const highest = Math.max(1, ...film.histogram);
  const bars = film.histogram
    .map((count, index) => {
      const percent = total === 0 ? 0 : Math.round((100 * count) / total);
      const text = `${grouped(count)} ${LABELS[index]} ratings (${percent}%)`;
      const rated = encodeURIComponent(['½', '1', '1½', '2', '2½', '3', '3½', '4', '4½', '5'][index]!);
      return ` <li class="rating-histogram-bar" style="width: 15px; left: ${index * 16}px"> <a href="/film/${film.slug}/ratings/rated/${rated}/by/rating/" class="bar ir tooltip" title="${text}">${text}<i style="height: ${(1 + (43 * count) / highest).toFixed(1)}px"></i></a> </li>`;
    })
    .join('');
  const average =
    film.weighted_average === null
      ? ''
      : `<span class="average-rating"> <a href="/film/${film.slug}/ratings/" class="tooltip display-rating -highlight" title="Weighted average of ${film.weighted_average.toFixed(2)} based on ${grouped(total)} ratings"> ${film.weighted_average.toFixed(1)} </a> </span>`;
  const fans = site.fans.get(film) ?? 0;
  const fansLink =
    fans === 0
      ? ''
      : `<a href="/film/${film.slug}/fans/" class="all-link more-link"> ${shortCount(fans)} ${fans === 1 ? 'fan' : 'fans'}</a>`;
  const body = `<section class="section ratings-histogram-chart"> <h2 class="section-heading"><a href="/film/${film.slug}/ratings/">Ratings</a></h2> ${fansLink} ${average} <div class="rating-histogram clear rating-histogram-exploded"> <span class="rating-green rating-green-tiny rating-1"><span class="rating rated-2">★</span></span> <ul>${bars} </ul> <span class="rating-green rating-green-tiny rating-5"><span class="rating rated-10">★★★★★</span></span> </div> </section>`;
  return { status: 200, type: HTML, body };
}

/** 75,102 → `75K`, 3,240 → `3.2K`. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0).replace('.0', '')}K`;
}
