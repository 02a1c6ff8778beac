/** Where in the dashboard one is: `#/<cohort>/<room>/<film>?<filter>`. An address can be kept and sent. */

export type Room =
  | 'front'
  | 'explore'
  | 'film'
  | 'insights'
  | 'circle'
  | 'sync'
  | 'lists'
  | 'settings'
  | 'cohorts'
  | 'account'
  | 'admin'
  | 'sign-in';

export interface Route {
  /** Its label or id; null for the page's own. */
  cohort: string | null;
  room: Room;
  film: number | null;
  /** The filter, as in a query string. */
  query: string;
}

/** The rooms that the navigation names, and what it takes to be let in. */
export const ROOMS: readonly { room: Room; title: string; needs?: 'session' | 'names' | 'edit' | 'operator' }[] = [
  { room: 'front', title: 'Front page' },
  { room: 'explore', title: 'Explore' },
  { room: 'insights', title: 'Insights' },
  { room: 'circle', title: 'The circle', needs: 'names' },
  { room: 'sync', title: 'Sync and import', needs: 'edit' },
  { room: 'lists', title: 'Lists', needs: 'session' },
  { room: 'cohorts', title: 'Cohorts' },
  { room: 'settings', title: 'Settings', needs: 'edit' },
  { room: 'account', title: 'Account', needs: 'session' },
  { room: 'admin', title: 'Administration', needs: 'operator' },
];

const KNOWN = new Set<string>([...ROOMS.map(({ room }) => room), 'film', 'sign-in']);

/** The route of an address; what can't be read is the front page. */
export function parseRoute(hash: string): Route {
  // `#best` and the like are places on the front page.
  const [path = '', query = ''] = hash.startsWith('#/') ? hash.slice(2).split('?', 2) : [];
  const [cohort, room, film] = path.split('/');
  const known = room !== undefined && KNOWN.has(room);
  return {
    cohort: cohort && /^([a-z][a-z0-9-]*|[0-9]+)$/.test(cohort) ? cohort : null,
    room: known ? (room as Room) : 'front',
    film: film && /^[0-9]+$/.test(film) ? Number(film) : null,
    query: known ? query : '',
  };
}

export function formatRoute({ cohort, room, film, query }: Route): string {
  return `#/${cohort ?? 'demo'}/${room}${film === null ? '' : `/${film}`}${query ? `?${query}` : ''}`;
}
