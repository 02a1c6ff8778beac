/** Where in the dashboard one is: `#/<cohort>/<room>/<film>?<filter>`. An address can be kept and sent. */

export const ROOM_NAMES = [
  'front',
  'explore',
  'film',
  'insights',
  'tonight',
  'compare',
  'circle',
  'lists',
  'history',
  'cohorts',
  'sync',
  'settings',
  'access',
  'notices',
  'account',
  'admin',
  'sign-in',
] as const;
export type Room = (typeof ROOM_NAMES)[number];

export interface Route {
  /** Its label or id; null for the page's own. */
  cohort: string | null;
  room: Room;
  film: number | null;
  /** The filter, as in a query string. */
  query: string;
}

const isRoom = (text: string | null | undefined): text is Room => ROOM_NAMES.some((name) => name === text);

/** The route of an address; what can't be read is the front page. */
export function parseRoute(hash: string): Route {
  // `#best` and the like are places on the front page.
  const [path = '', query = ''] = hash.startsWith('#/') ? hash.slice(2).split('?', 2) : [];
  const [cohort, room, film] = path.split('/');
  const known = isRoom(room);
  return {
    cohort: cohort && /^([a-z][a-z0-9-]*|[0-9]+)$/.test(cohort) ? cohort : null,
    room: known ? room : 'front',
    film: film && /^[0-9]+$/.test(film) ? Number(film) : null,
    query: known ? query : '',
  };
}

export function formatRoute({ cohort, room, film, query }: Route): string {
  return `#/${cohort ?? 'demo'}/${room}${film === null ? '' : `/${film}`}${query ? `?${query}` : ''}`;
}

/** A film's page. Its address knows the room that one comes from, and what stood there. */
export function toFilm({ cohort, room, query }: Route, film: number): Route {
  const kept = new URLSearchParams(query);
  if (room !== 'film') kept.set('from', room);
  return { cohort, room: 'film', film, query: kept.toString() };
}

/** From a film's page back to where one came from; to the ranking when its address was opened by itself. */
export function wayBack({ cohort, query }: Route): Route {
  const kept = new URLSearchParams(query);
  const from = kept.get('from');
  kept.delete('from');
  return { cohort, room: isRoom(from) && from !== 'film' ? from : 'explore', film: null, query: kept.toString() };
}

/** A query in two: what the drawer of filters sets, and the order that a column's head does. */
export function apart(query: string): { filter: string; sort: string | undefined; order: string | undefined } {
  const rest = new URLSearchParams(query);
  const [sort, order] = ['sort', 'order'].map((name) => rest.get(name) ?? undefined);
  rest.delete('sort');
  rest.delete('order');
  return { filter: rest.toString(), sort, order };
}

/** The query with these values in it; undefined takes one out. */
export function withValues(query: string, values: Readonly<Record<string, string | undefined>>): string {
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value) all.set(name, value);
    else all.delete(name);
  }
  return all.toString();
}
