import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FilmDetail } from '../internal/film-element.ts';
import { leadTo } from '../internal/parts/film.ts';
import { PUBLISHED, ReadError, read } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';
import { admits, furnish, OF_NO_COHORT, ROOMS, titleOf } from './rooms.ts';
import { formatRoute, parseRoute, type Route, toFilm, wayBack } from './route.ts';
import { dashboardStyles } from './styles.ts';

/**
 * @summary The whole product on one page, made of the other elements and a router: what stands inside the element is its front
 *   page, so that a reader without JavaScript has that.
 *
 * @slot - The front page. A link in it with `data-film` leads to the page of that film.
 * @csspart masthead - The line at the top.
 * @csspart nav - The rooms.
 * @csspart room - What is shown.
 */
export class AlmanacDashboard extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    route: { state: true },
    session: { state: true },
    current: { state: true },
    filmTitle: { state: true },
    open: { state: true },
  };
  static override styles = [...ActionElement.styles, dashboardStyles];

  declare protected route: Route;
  declare protected session: Schemas['Session'] | null | undefined;
  declare protected current: Schemas['Cohort'] | null | undefined;
  /** Of the film whose page is shown, for the document's title. */
  declare protected filmTitle: string | undefined;
  /** Whether the menu of rooms is open, on a screen that has no room for it. */
  declare protected open: boolean | undefined;

  #endLead: (() => void) | undefined;
  #abort: AbortController | undefined;
  /** What the page was called before. */
  #pageTitle = '';

  constructor() {
    super();
    this.route = parseRoute('');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pageTitle = document.title;
    this.#endLead = leadTo(({ film_id }) => this.#pageOf(film_id));
    window.addEventListener('hashchange', this.#onAddress);
    this.#onAddress();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onAddress);
    this.#endLead?.();
    this.#abort?.abort();
    document.title = this.#pageTitle;
  }

  readonly #onAddress = (): void => {
    const before = this.route;
    if (location.hash === '#content' && before.room !== 'front') {
      // The page's link that skips to its content: that is the room one is in.
      history.replaceState(null, '', formatRoute(before));
      this.#focusHeading();
      return;
    }
    this.route = parseRoute(location.hash);
    this.open = false;
    if (this.route.cohort !== before.cohort) void this.#meet();
    if (this.route.film !== before.film || this.route.cohort !== before.cohort) void this.#nameFilm();
    if (this.hasUpdated && this.route.room !== before.room) this.#focusHeading();
  };

  /** Who reads by ear or keys is brought to the new room's heading. */
  #focusHeading(): void {
    void this.updateComplete.then(() => {
      const heading = this.renderRoot.querySelector('h1') ?? this.querySelector('h1');
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
    });
  }

  async #begin(): Promise<void> {
    this.session = await this.client.session.get().catch(() => null);
    await this.#meet();
  }

  /** Which cohort the rooms are about: the one of the address, else the page's. */
  get #cohort(): string {
    return this.route.cohort ?? this.cohort ?? 'demo';
  }

  async #meet(): Promise<void> {
    const wanted = this.#cohort;
    const cohort = await this.client.cohorts.get(wanted).catch(() => null);
    if (wanted === this.#cohort) this.current = cohort;
  }

  /** Asks what the film is called, together with its page, which asks the same. */
  async #nameFilm(): Promise<void> {
    this.#abort?.abort();
    this.filmTitle = undefined;
    const { film } = this.route;
    if (film === null) return;
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const path = `/v1/cohorts/${encodeURIComponent(this.#cohort)}/films/${film}`;
      const { film: found } = await read<FilmDetail>(this.source, { path, query: {} }, abort.signal);
      this.filmTitle = found.title;
    } catch (error) {
      // The film's page says what is wrong.
      if (!abort.signal.aborted && !(error instanceof ReadError)) throw error;
    }
  }

  /** Where titles lead: to the film's page here; on that page itself out of the house. */
  #pageOf(film: number | undefined): string | null {
    if (film === undefined || this.route.room === 'film') return null;
    return formatRoute(toFilm({ ...this.route, cohort: this.#cohort }, film));
  }

  #go(change: Partial<Route>): void {
    location.hash = formatRoute({ ...this.route, cohort: this.#cohort, film: null, query: '', ...change });
  }

  protected override updated(): void {
    const { route, current } = this;
    if (route.room === 'front') document.title = this.#pageTitle;
    else {
      const name = OF_NO_COHORT.has(route.room) ? undefined : (current?.display_name ?? this.#cohort);
      const room = this.filmTitle ?? this.say(titleOf(route.room));
      document.title = [room, name, 'Cohort Almanac'].filter(Boolean).join(' · ');
    }
  }

  protected override render(): TemplateResult {
    const { route, session } = this;
    return html`<div class="sheet" dir=${this.direction} @click=${this.#onClick}>
      <header class="masthead" part="masthead">
        <a class="imprint" href="#">Cohort Almanac</a>
        <span class="row">
          ${
            session
              ? html`<span class="soft">${session.user.display_name ?? session.user.email}</span><button class="plain" @click=${this.#signOut}>${this.say('Sign out')}</button>`
              : session === null
                ? html`<a href=${formatRoute({ ...route, room: 'sign-in', film: null, query: '' })}>${this.say('Sign in')}</a>`
                : nothing
          }
        </span>
      </header>
      ${this.#nav()}
      ${session?.read_only ? html`<p class="banner">${this.say('This almanac is read-only: look at everything, change nothing.')}</p>` : nothing}
      <main part="room" role=${route.room === 'front' && this.querySelector('main') ? 'presentation' : nothing}>
        ${this.#heading()}${this.#closed()}
        <div ?hidden=${route.room !== 'front'} @pointerover=${this.#onTitle} @focusin=${this.#onTitle}><slot></slot></div>
        ${furnish({
          route,
          cohort: this.#cohort,
          writes: admits('writes', session, undefined),
          say: (text, values) => this.say(text, values),
          direction: this.direction,
          go: (change) => this.#go(change),
          meet: () => void this.#meet(),
          made: (label) => this.#made(label),
        })}
      </main>
      <footer><almanac-attribution></almanac-attribution></footer>
    </div>`;
  }

  #nav(): TemplateResult {
    const { route, session, current, open } = this;
    // A film's page belongs to the room that one comes from.
    const isFilm = route.room === 'film';
    const here = isFilm ? wayBack(route).room : route.room;
    const rooms = ROOMS.filter(({ needs }) => admits(needs, session, current?.can));
    const list = (kept: boolean) =>
      html`<ul>${rooms
        .filter(({ keep = false }) => keep === kept)
        .map(
          ({ room, title }) =>
            html`<li><a href=${formatRoute({ cohort: this.#cohort, room, film: null, query: '' })} aria-current=${room === here ? (isFilm ? 'true' : 'page') : nothing}>${this.say(title)}</a></li>`,
        )}</ul>`;
    return html`<nav part="nav" class=${open ? 'open' : ''} aria-label=${this.say('Rooms')}>
      <button class="menu" aria-expanded=${open ? 'true' : 'false'} @click=${this.#onMenu}>${this.say('Rooms')}: ${this.say(titleOf(route.room))}</button>
      ${list(false)}${list(true)}
    </nav>`;
  }

  #heading(): TemplateResult | typeof nothing {
    const { room } = this.route;
    if (room === 'front') return nothing;
    const title = this.say(titleOf(room));
    if (OF_NO_COHORT.has(room)) return html`<h1 tabindex="-1">${title}</h1>`;
    return html`<h1 tabindex="-1"><span dir="auto">${this.current?.display_name ?? this.#cohort}</span> <small>${title}</small></h1>`;
  }

  /** To who follows a link from a mail and is not signed in, a private cohort looks like none. */
  #closed(): TemplateResult | typeof nothing {
    const { route, session, current } = this;
    if (session !== null || current !== null || route.room === 'front' || OF_NO_COHORT.has(route.room)) return nothing;
    return html`<p class="banner">${this.say('Who may read this cohort has to sign in first.')} <a href=${formatRoute({ ...route, room: 'sign-in', film: null, query: '' })}>${this.say('Sign in')}</a></p>`;
  }

  readonly #onMenu = (): void => {
    this.open = !this.open;
  };

  /** A title leads to another window, since on other people's pages it leads out of them; here it doesn't. */
  readonly #onClick = (event: MouseEvent): void => {
    const link = linkOf(event);
    const to = link?.getAttribute('href');
    if (!to?.startsWith('#/') || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    location.hash = to;
  };

  /** The front page is the server's, whose titles lead to Letterboxd; before one is pressed it leads to the film's page. */
  readonly #onTitle = (event: Event): void => {
    const link = linkOf(event);
    const to = this.#pageOf(Number(link?.getAttribute('data-film')) || undefined);
    if (to) link?.setAttribute('href', to);
  };

  readonly #made = (cohort: string): void => {
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort: null } }));
    this.#go({ room: 'sync', cohort });
  };

  readonly #signOut = async (): Promise<void> => {
    await this.act((client) => client.session.end());
    location.hash = '';
    location.reload();
  };
}

/** The link that an event came from, through shadow roots; in a chart it is one of SVG. */
function linkOf(event: Event): Element | undefined {
  return event.composedPath().find((each): each is Element => each instanceof Element && each.localName === 'a');
}
