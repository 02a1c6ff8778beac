import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';
import { formatRoute, parseRoute, ROOMS, type Room, type Route } from './route.ts';

type ExportFormat = 'csv' | 'json' | 'letterboxd' | 'radarr';

/**
 * @summary The whole product on one page, made of the other elements and a router: what stands inside the element is its front
 *   page, so that a reader without JavaScript has that.
 *
 * @slot - The front page.
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
    film: { state: true },
  };
  static override styles = [
    ...ActionElement.styles,
    css`
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
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
        padding-block: 12px;
        border-block-end: 1px solid var(--_rule);
      }
      nav a {
        padding-block: 4px;
        text-decoration: none;
      }
      nav a[aria-current] {
        color: var(--_ink);
        border-block-end: 2px solid var(--_accent);
      }
      h1 {
        margin: 24px 0 4px;
        font: 500 clamp(1.75rem, 4vw, 2.75rem) / 1.1 var(--_serif);
        letter-spacing: -0.01em;
      }
      h1:focus {
        outline: none;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
        gap: 32px 48px;
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
      .save {
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
      }
      footer {
        padding-block: 32px;
      }
    `,
  ];

  declare protected route: Route;
  declare protected session: Schemas['Session'] | null | undefined;
  declare protected current: Schemas['Cohort'] | null | undefined;

  constructor() {
    super();
    this.route = parseRoute('');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onAddress);
    this.#onAddress();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onAddress);
  }

  readonly #onAddress = (): void => {
    const before = this.route;
    this.route = parseRoute(location.hash);
    if (this.route.cohort !== before.cohort) void this.#meet();
    if (this.hasUpdated && this.route.room !== before.room) {
      // Who reads by ear or keys is brought to the new room's title.
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h1')?.focus());
    }
  };

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

  #go(change: Partial<Route>): void {
    location.hash = formatRoute({ ...this.route, cohort: this.#cohort, film: null, query: '', ...change });
  }

  protected override render(): TemplateResult {
    const { route, current, session } = this;
    return html`<div class="sheet" dir=${this.direction}>
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
      <nav part="nav" aria-label=${this.say('Rooms')}>${this.#rooms().map(
        ({ room, title }) =>
          html`<a href=${formatRoute({ cohort: this.#cohort, room, film: null, query: '' })} aria-current=${route.room === room ? 'page' : nothing}>${this.say(title)}</a>`,
      )}</nav>
      ${session?.read_only ? html`<p class="banner">${this.say('This almanac is read-only: look at everything, change nothing.')}</p>` : nothing}
      <main part="room">
        ${route.room === 'front' ? nothing : html`<h1 tabindex="-1">${route.room === 'sign-in' || route.room === 'cohorts' ? this.say(this.#title(route.room)) : (current?.display_name ?? this.#cohort)}</h1>`}
        <div ?hidden=${route.room !== 'front'}><slot></slot></div>
        ${this.#room(route)}
      </main>
      <footer><almanac-attribution></almanac-attribution></footer>
    </div>`;
  }

  #title(room: Room): string {
    return ROOMS.find((each) => each.room === room)?.title ?? 'Sign in';
  }

  #rooms() {
    const { current, session } = this;
    return ROOMS.filter(({ needs }) => {
      if (needs === 'session') return Boolean(session);
      if (needs === 'names') return current?.can.see_names;
      if (needs === 'edit') return current?.can.edit && !session?.read_only;
      if (needs === 'operator') return session?.user.is_operator;
      return true;
    });
  }

  #room({ room, film, query }: Route): TemplateResult | typeof nothing {
    const cohort = this.#cohort;
    switch (room) {
      case 'explore':
        return html`<almanac-filters cohort=${cohort} .value=${query} ?open=${false} @almanac-filter-change=${(event: CustomEvent<{ filter: string }>) => this.#go({ query: event.detail.filter })}></almanac-filters>
          ${this.session && !this.session.read_only ? this.#save(query) : nothing}
          <almanac-rankings cohort=${cohort} .filter=${query} limit="50"></almanac-rankings>`;
      case 'film':
        return html`<almanac-why cohort=${cohort} .film=${film ?? undefined}></almanac-why>`;
      case 'insights':
        return html`<div class="columns">
          <almanac-hidden-gems cohort=${cohort}></almanac-hidden-gems>
          <almanac-likes-only cohort=${cohort}></almanac-likes-only>
          <almanac-divergences class="wide" cohort=${cohort} limit="8"></almanac-divergences>
          <almanac-scatter class="wide" cohort=${cohort} heading=${this.say('All films')}></almanac-scatter>
          <almanac-people cohort=${cohort}></almanac-people>
          <almanac-movers cohort=${cohort}></almanac-movers>
        </div>`;
      case 'circle':
        return html`<almanac-members cohort=${cohort}></almanac-members>
          <almanac-taste-matrix cohort=${cohort} heading=${this.say('Who rates like whom')}></almanac-taste-matrix>`;
      case 'sync':
        return html`<section><almanac-sync-button cohort=${cohort}></almanac-sync-button></section>
          <section><h2>${this.say('Bring an export')}</h2><almanac-import-drop cohort=${cohort}></almanac-import-drop></section>
          <section><h2>${this.say('History')}</h2><almanac-runs cohort=${cohort} limit="10"></almanac-runs></section>`;
      case 'lists':
        return html`${this.outcome()}<almanac-saved-lists @almanac-share=${this.#share} @almanac-export=${this.#export} @almanac-open=${(event: CustomEvent<Schemas['SavedFilter']>) => this.#go({ room: 'explore', cohort: event.detail.cohort.label, query: event.detail.query })}></almanac-saved-lists>`;
      case 'settings':
        return html`<section><h2>${this.say('The cohort')}</h2><almanac-cohort-editor cohort=${cohort} @almanac-cohort-change=${() => this.#meet()} @almanac-cohort-deleted=${() => this.#go({ room: 'cohorts', cohort: null })}></almanac-cohort-editor></section>
          <section><h2>${this.say('The club’s door')}</h2><almanac-join cohort=${cohort}></almanac-join></section>`;
      case 'cohorts':
        return html`<div class="columns"><almanac-cohort-picker .value=${cohort} @almanac-cohort-change=${(event: CustomEvent<{ cohort: string }>) => this.#go({ room: 'explore', cohort: event.detail.cohort })}></almanac-cohort-picker>
          ${this.session && !this.session.read_only ? html`<section><h2>${this.say('A new cohort')}</h2><almanac-cohort-editor @almanac-cohort-change=${this.#made}></almanac-cohort-editor></section>` : nothing}</div>`;
      case 'account':
        return html`<section><h2>${this.say('Tokens')}</h2><almanac-tokens cohort=${cohort}></almanac-tokens></section>`;
      case 'admin':
        return html`<almanac-admin></almanac-admin>`;
      case 'sign-in':
        return html`<almanac-sign-in></almanac-sign-in>`;
      default:
        return nothing;
    }
  }

  #save(query: string): TemplateResult {
    return html`<form class="save" @submit=${(event: SubmitEvent) => this.#keep(event, query)}>
        <label><span>${this.say('Save this list as')}</span><input name="name" required maxlength="100" /></label>
        <button ?disabled=${this.busy}>${this.say('Save')}</button>
      </form>${this.outcome()}`;
  }

  async #keep(event: SubmitEvent, query: string): Promise<void> {
    const { name = '' } = this.valuesOf(event);
    const filter: Record<string, string | string[]> = {};
    const parameters = new URLSearchParams(query);
    for (const key of new Set(parameters.keys())) {
      const values = parameters.getAll(key);
      filter[key] = values.length > 1 ? values : (values[0] ?? '');
    }
    await this.act(
      (client) => client.filters.create({ cohort: this.#cohort, name, filter: filter as never }),
      this.say('Saved: find it under Lists, to share it.'),
    );
  }

  readonly #share = async (event: CustomEvent<{ filter_id: number }>): Promise<void> => {
    const share = await this.act(
      (client) => client.shares.create(event.detail.filter_id, {}),
      this.say('Shared: copy its link or its embed code.'),
    );
    if (share) document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort: null } }));
  };

  readonly #export = async (event: CustomEvent<{ filter_id: number; format: ExportFormat }>): Promise<void> => {
    const file = await this.act(async (client) => {
      const response: Response = await client.request('POST', '/v1/exports', { body: event.detail, as: 'response' });
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { name: name ?? `almanac.${event.detail.format}`, href: URL.createObjectURL(await response.blob()) };
    });
    if (!file) return;
    const link = document.createElement('a');
    link.href = file.href;
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(file.href);
  };

  readonly #made = (event: CustomEvent<{ cohort: string }>): void => {
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort: null } }));
    this.#go({ room: 'sync', cohort: event.detail.cohort });
  };

  readonly #signOut = async (): Promise<void> => {
    await this.act((client) => client.session.end());
    location.hash = '';
    location.reload();
  };
}
