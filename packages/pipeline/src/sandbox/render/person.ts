/** A director's films, all on one page. */
import type { Answer } from '../answer.ts';
import type { Director } from '../site.ts';
import { escapeHtml } from '../text.ts';
import { page } from './layout.ts';
import { poster } from './poster.ts';

/** `/director/slug/`: `li.griditem`, newest release first, the person's TMDB id on `<body>`. */
export function directorPage(director: Director): Answer {
  const items = director.films.map((film) => `<li class="griditem">${poster(film)}</li>\n`).join('');
  return page({
    title: `Films directed by ${director.name}`,
    body: `class="wide crew-page filmography-page" data-type="director" data-tmdb-type="person" data-tmdb-id="${director.tmdb_id}"`,
    content: `<section class="section col-main"><header class="page-header"><h1 class="title-1 prettify"><span class="context"> Films directed by </span> ${escapeHtml(director.name)}</h1></header>
<div class="poster-grid"><ul class="grid -grid -p125 -constrained clear">
${items}</ul></div>
</section>`,
  });
}
