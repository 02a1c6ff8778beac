/** The rooms: what they are called, what it takes to be let in, and which elements stand in them. */
import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { apart, formatRoute, type Room, type Route, wayBack, withValues } from './route.ts';

/** What a room knows of the house that it is in. */
export interface House {
  route: Route;
  /** Which cohort it is about. */
  cohort: string;
  /** Whether the reader may change things: signed in, and the almanac not read-only. */
  writes: boolean;
  say(text: string, values?: Record<string, string | number>): string;
  direction: 'rtl' | 'ltr';
  /** To another room, or to the same one with another filter. */
  go(change: Partial<Route>): void;
  /** The cohort was changed: it is read anew. */
  meet(): void;
  /** A cohort was made. */
  made(label: string): void;
}

type Need = 'session' | 'writes' | 'names' | 'edit' | 'own' | 'operator';

/** The rooms that the navigation names, in its order; those that `keep` the house stand apart. */
export const ROOMS: readonly { room: Room; title: string; needs?: Need; keep?: true }[] = [
  { room: 'front', title: 'Front page' },
  { room: 'explore', title: 'Explore' },
  { room: 'insights', title: 'Insights' },
  { room: 'tonight', title: 'Tonight', needs: 'names' },
  { room: 'compare', title: 'Compare' },
  { room: 'circle', title: 'The circle', needs: 'names' },
  { room: 'lists', title: 'Lists', needs: 'session' },
  { room: 'cohorts', title: 'Cohorts' },
  { room: 'sync', title: 'Sync and import', needs: 'edit', keep: true },
  { room: 'history', title: 'History', keep: true },
  { room: 'settings', title: 'Settings', needs: 'edit', keep: true },
  { room: 'access', title: 'Who may enter', needs: 'own', keep: true },
  { room: 'notices', title: 'Mail and webhooks', needs: 'writes', keep: true },
  { room: 'account', title: 'Account', needs: 'session', keep: true },
  { room: 'admin', title: 'Administration', needs: 'operator', keep: true },
];

/** Rooms that one comes to by a link only. */
const OTHER_ROOMS: readonly { room: Room; title: string }[] = [
  { room: 'film', title: 'A film' },
  { room: 'sign-in', title: 'Sign in' },
];
/** Rooms that are about no cohort. */
export const OF_NO_COHORT: ReadonlySet<Room> = new Set(['cohorts', 'lists', 'account', 'admin', 'sign-in']);

export function titleOf(room: Room): string {
  return [...ROOMS, ...OTHER_ROOMS].find((each) => each.room === room)?.title ?? '';
}

/** Whether somebody is let in. */
export function admits(
  needs: Need | undefined,
  session: Schemas['Session'] | null | undefined,
  can: Schemas['CohortCan'] | undefined,
): boolean {
  const writes = Boolean(session) && !session?.read_only;
  switch (needs) {
    case 'session':
      return Boolean(session);
    case 'writes':
      return writes;
    case 'names':
      return can?.see_names ?? false;
    case 'edit':
      return writes && (can?.edit ?? false);
    case 'own':
      return writes && (can?.own ?? false);
    case 'operator':
      return session?.user.is_operator ?? false;
    default:
      return true;
  }
}

/** What stands in the room that the route leads to. The front page is the page's own. */
export function furnish(house: House): TemplateResult | typeof nothing {
  const { cohort, route } = house;
  switch (route.room) {
    case 'explore':
      return explore(house);
    case 'film':
      return film(house);
    case 'insights':
      return html`<div class="columns">
        <almanac-hidden-gems cohort=${cohort}></almanac-hidden-gems>
        <almanac-likes-only cohort=${cohort}></almanac-likes-only>
        <almanac-divergences class="wide" cohort=${cohort} limit="8"></almanac-divergences>
        <almanac-scatter class="wide" cohort=${cohort} heading=${house.say('All films')}></almanac-scatter>
        <almanac-people cohort=${cohort}></almanac-people>
        <almanac-movers cohort=${cohort}></almanac-movers>
      </div>`;
    case 'tonight':
      return html`<almanac-evening cohort=${cohort} .members=${textOf(route, 'members')} @almanac-members-change=${(event: CustomEvent<{ members: string }>) => house.go({ query: withValues('', event.detail) })}></almanac-evening>`;
    case 'compare':
      return html`<almanac-comparing cohort=${cohort} .with=${textOf(route, 'with')} @almanac-with-change=${(event: CustomEvent<{ with: string }>) => house.go({ query: withValues('', event.detail) })}></almanac-comparing>`;
    case 'circle':
      return html`<section><h2>${house.say('Members')}</h2><almanac-members cohort=${cohort}></almanac-members></section>
        <almanac-taste-matrix cohort=${cohort} heading=${house.say('Who rates like whom')}></almanac-taste-matrix>`;
    case 'sync':
      return html`<section><almanac-sync-button cohort=${cohort}></almanac-sync-button></section>
        <section><h2>${house.say('Bring an export')}</h2><almanac-import-drop cohort=${cohort}></almanac-import-drop></section>
        <section><h2>${house.say('The last runs')}</h2><almanac-runs cohort=${cohort} limit="3"></almanac-runs></section>`;
    case 'lists':
      return html`<almanac-lists @almanac-open=${({ detail }: CustomEvent<Schemas['SavedFilter']>) => house.go({ room: 'explore', cohort: detail.cohort.label, query: detail.query })}></almanac-lists>`;
    case 'settings':
      return html`<section><h2>${house.say('The cohort')}</h2><almanac-cohort-editor cohort=${cohort} @almanac-cohort-change=${() => house.meet()} @almanac-cohort-deleted=${() => house.go({ room: 'cohorts', cohort: null })}></almanac-cohort-editor></section>`;
    case 'cohorts':
      return html`<div class="columns"><almanac-cohort-picker .value=${cohort} @almanac-cohort-change=${(event: CustomEvent<{ cohort: string }>) => house.go({ room: 'explore', cohort: event.detail.cohort })}></almanac-cohort-picker>
        ${house.writes ? html`<section><h2>${house.say('A new cohort')}</h2><almanac-cohort-editor @almanac-cohort-change=${(event: CustomEvent<{ cohort: string }>) => house.made(event.detail.cohort)}></almanac-cohort-editor></section>` : nothing}</div>`;
    case 'history':
      return html`<almanac-history cohort=${cohort}></almanac-history>`;
    case 'access':
      return html`<section><h2>${house.say('People with a role')}</h2><almanac-memberships cohort=${cohort}></almanac-memberships></section>
        <section><h2>${house.say('Invite somebody')}</h2><almanac-join cohort=${cohort}></almanac-join></section>
        <section><h2>${house.say('Links that are open')}</h2><almanac-invites cohort=${cohort}></almanac-invites></section>`;
    case 'notices':
      return html`<section><h2>${house.say('The weekly digest')}</h2><almanac-digest cohort=${cohort}></almanac-digest></section>
        <section><h2>${house.say('Webhooks')}</h2><almanac-webhooks cohort=${cohort}></almanac-webhooks></section>`;
    case 'account':
      return html`<section><h2>${house.say('Tokens')}</h2><almanac-tokens cohort=${cohort}></almanac-tokens></section>`;
    case 'admin':
      return html`<almanac-admin></almanac-admin>
        <section><h2>${house.say('What needs a look')}</h2><almanac-operations></almanac-operations></section>
        <section><h2>${house.say('Accounts')}</h2><almanac-accounts></almanac-accounts></section>`;
    case 'sign-in':
      return html`<almanac-sign-in></almanac-sign-in>`;
    default:
      return nothing;
  }
}

function textOf({ query }: Route, name: string): string | undefined {
  return new URLSearchParams(query).get(name) ?? undefined;
}

function explore({ cohort, route: { query }, writes, go, say }: House): TemplateResult {
  const { filter, sort, order } = apart(query);
  return html`<almanac-filters cohort=${cohort} .value=${filter} ?open=${false} @almanac-filter-change=${(event: CustomEvent<{ filter: string }>) => go({ query: withValues(event.detail.filter, { sort, order }) })}></almanac-filters>
    ${writes ? html`<almanac-save-list cohort=${cohort} .filter=${query}></almanac-save-list>` : nothing}
    <h2 class="unseen">${say('Ranking')}</h2>
    <almanac-rankings cohort=${cohort} .filter=${filter} .sort=${sort} .order=${order} limit="50" @almanac-sort=${(
      event: CustomEvent<{ sort: string; order: string }>,
    ) => {
      // The order is part of the address, as the filter is.
      event.preventDefault();
      go({ query: withValues(query, event.detail) });
    }}></almanac-rankings>`;
}

function film(house: House): TemplateResult {
  const { cohort, route, direction } = house;
  const back = wayBack(route);
  return html`<p class="back"><a href=${formatRoute({ ...back, cohort })}><span aria-hidden="true">${direction === 'rtl' ? '→' : '←'}</span> ${house.say('Back to {room}', { room: house.say(titleOf(back.room)) })}</a></p>
    <almanac-why cohort=${cohort} .film=${route.film ?? undefined} .strategy=${textOf(back, 'strategy')}></almanac-why>`;
}
