/** A film's poster, or one that is drawn for it. The space is kept either way. */
import { html, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

export interface PosterFilm {
  title: string;
  release_year: number | null;
  slug: string | null;
  poster_url: string | null;
}

const WIDTHS = [92, 154, 185, 342, 500, 780];

/** Beside its title in text, so it says nothing itself. `width` in CSS pixels chooses the size that is fetched. */
export function poster(film: PosterFilm, width: number): TemplateResult {
  const url = film.poster_url;
  return html`<span class="poster bone" part="poster">${
    url
      ? html`<img
          src=${sized(url, width)}
          srcset="${sized(url, width)} 1x, ${sized(url, width * 2)} 2x"
          alt="" loading="lazy" decoding="async" width=${width} height=${width * 1.5}
          @load=${(event: Event) => settle(event, null)}
          @error=${(event: Event) => settle(event, film)}
        /><span class="drawn"></span>`
      : html`<span class="drawn" ${drawn(film)}></span>`
  }</span>`;
}

/** The picture that came, or the drawing in the place of one that did not. */
function settle({ target }: Event, film: PosterFilm | null): void {
  const picture = target as HTMLImageElement;
  picture.hidden = film !== null;
  if (film) void draw(picture.nextElementSibling!, film);
  else picture.nextElementSibling!.replaceChildren();
}

/** The address of TMDB's next larger size. */
function sized(url: string, width: number): string {
  const size = WIDTHS.find((each) => each >= width) ?? WIDTHS.at(-1)!;
  return url.replace(/\/t\/p\/\w+\//, `/t/p/w${size}/`);
}

class Drawn extends Directive {
  #film: PosterFilm | undefined;

  render(_film: PosterFilm): undefined {}

  /** Draws once for a film; the row may come to stand for another. */
  override update({ element }: ElementPart, [film]: [PosterFilm]): undefined {
    if (film === this.#film) return;
    this.#film = film;
    void draw(element, film);
  }
}

const drawn = directive(Drawn);

/** The drawing is a module of its own: a page whose films all have posters doesn't load it. */
async function draw(into: Element, film: PosterFilm): Promise<void> {
  try {
    const { posterPlaceholder } = await import('./drawing.ts');
    // What it gives is SVG that it has built and escaped itself.
    into.innerHTML = posterPlaceholder(film);
    into.querySelector('svg')?.setAttribute('aria-hidden', 'true');
  } catch (error) {
    // Without a connection the poster's ground is left, and the title beside it.
    console.warn('The poster could not be drawn.', error);
  }
}
