/** The site's paths: which page a path asks for, and under which kind it is counted. */

/** Page kinds as `/__stats` counts them. */
export const PAGE_KINDS = [
  'films',
  'likes',
  'watchlist',
  'members',
  'list',
  'profile',
  'diary',
  'person',
  'film',
  'histogram',
  'rss',
  'robots',
  'tmdb',
  'other',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** First path segments that belong to the site itself, so that no member can be called so. Lower case. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  '__stats',
  'actor',
  'composer',
  'csi',
  'director',
  'film',
  'films',
  'imdb',
  'list',
  'lists',
  'members',
  'producer',
  'robots.txt',
  's',
  'search',
  'tmdb',
  'writer',
]);

/** Views of a member's films: all or the rated ones, by release or by the date of the rating. */
export type FilmsView = '' | 'rated' | 'by-date' | 'rated by-date';

/** The path of each view under `/u/films/`. */
export const FILMS_VIEW_PATHS: Readonly<Record<FilmsView, string>> = {
  '': '',
  rated: 'rated/.5-5/',
  'by-date': 'by/rated-date/',
  'rated by-date': 'rated/.5-5/by/rated-date/',
};

/** What a path asks for. `page` counts from 1; `path` is the path of page 1, from which the others are built. */
export type Route =
  | { page: 'robots' }
  | { page: 'tmdb'; segments: string[] }
  | { page: 'film' | 'histogram' | 'director'; slug: string }
  | { page: 'film-by-id'; by: 'letterboxd' | 'tmdb' | 'imdb'; id: string }
  | { page: 'profile' | 'rss'; username: string }
  | { page: 'films'; username: string; number: number; view: FilmsView }
  /** `unrated`: only what is liked without a rating. */
  | { page: 'likes'; username: string; number: number; unrated: boolean }
  | { page: 'watchlist' | 'following' | 'followers' | 'diary'; username: string; number: number }
  | { page: 'list' | 'list-likes'; username: string; slug: string; number: number }
  | { page: 'moved'; to: string; kind: PageKind }
  | { page: 'unknown'; kind: PageKind };

const PERSON_ROLES = new Set(['actor', 'composer', 'producer', 'writer']);
const VIEW_OF_PATH: ReadonlyMap<string, FilmsView> = new Map(
  (Object.keys(FILMS_VIEW_PATHS) as FilmsView[]).map((view) => [FILMS_VIEW_PATHS[view].replace(/\/$/, ''), view]),
);

/** Finds the page of a path (without query). Paths without their final slash are moved to the one with it, as on the real site. */
export function findRoute(path: string): Route {
  if (path === '/robots.txt') return { page: 'robots' };
  const segments = decodeSegments(path);
  if (segments === null) return { page: 'unknown', kind: 'other' };
  const [first = '', ...rest] = segments;
  if (first === 'tmdb' && rest[0] === '3') return { page: 'tmdb', segments: rest.slice(1) };
  const route = RESERVED_NAMES.has(first.toLowerCase()) ? siteRoute(first, rest) : memberRoute(first, rest);
  if (path.endsWith('/') || route.page === 'unknown') return route;
  return { page: 'moved', to: `${path}/`, kind: kindOf(route) };
}

/** The kind under which a route is counted. */
export function kindOf(route: Route): PageKind {
  switch (route.page) {
    case 'moved':
    case 'unknown':
      return route.kind;
    case 'following':
    case 'followers':
    case 'list-likes':
      return 'members';
    case 'director':
      return 'person';
    case 'film-by-id':
      return 'film';
    default:
      return route.page;
  }
}

function siteRoute(first: string, rest: string[]): Route {
  const [slug = '', ...more] = rest;
  const alone = slug !== '' && more.length === 0;
  switch (first) {
    case 'film': {
      const number = /^film:(\d+)$/.exec(slug)?.[1];
      if (alone && number !== undefined) return { page: 'film-by-id', by: 'letterboxd', id: number };
      return alone ? { page: 'film', slug } : { page: 'unknown', kind: 'film' };
    }
    case 'tmdb':
    case 'imdb':
      return alone ? { page: 'film-by-id', by: first, id: slug } : { page: 'unknown', kind: 'film' };
    case 'csi':
      return slug === 'film' && more.length === 2 && more[1] === 'ratings-summary'
        ? { page: 'histogram', slug: more[0]! }
        : { page: 'unknown', kind: slug === 'film' ? 'histogram' : 'other' };
    case 'director':
      return alone ? { page: 'director', slug } : { page: 'unknown', kind: 'person' };
    default:
      return { page: 'unknown', kind: PERSON_ROLES.has(first) ? 'person' : 'other' };
  }
}

function memberRoute(username: string, rest: string[]): Route {
  if (username === '') return { page: 'unknown', kind: 'other' };
  if (rest.length === 0) return { page: 'profile', username };
  const { before, number } = splitPage(rest);
  const [section, ...more] = before;
  const path = more.join('/');
  switch (section) {
    case 'films': {
      if (path === 'diary') return { page: 'moved', to: `/${encodeURIComponent(username)}/diary/`, kind: 'diary' };
      const view = VIEW_OF_PATH.get(path);
      if (number === null || view === undefined) return { page: 'unknown', kind: 'films' };
      return { page: 'films', username, number, view };
    }
    case 'likes':
      if (number === null || (path !== 'films' && path !== 'films/rated/none'))
        return { page: 'unknown', kind: 'likes' };
      return { page: 'likes', username, number, unrated: path !== 'films' };
    case 'watchlist':
    case 'diary':
    case 'following':
    case 'followers': {
      if (number !== null && path === '') return { page: section, username, number };
      return { page: 'unknown', kind: section === 'watchlist' || section === 'diary' ? section : 'members' };
    }
    case 'list': {
      const [slug, likes, ...beyond] = more;
      if (slug === undefined || number === null || beyond.length > 0) return { page: 'unknown', kind: 'list' };
      if (likes === undefined) return { page: 'list', username, slug, number };
      return likes === 'likes' ? { page: 'list-likes', username, slug, number } : { page: 'unknown', kind: 'list' };
    }
    case 'rss':
      return rest.length === 1 ? { page: 'rss', username } : { page: 'unknown', kind: 'rss' };
    default:
      return { page: 'unknown', kind: 'other' };
  }
}

/** Takes `page/N` off the end; the number is null when it isn't one. */
function splitPage(segments: string[]): { before: string[]; number: number | null } {
  if (segments.at(-2) !== 'page') return { before: segments, number: 1 };
  const text = segments.at(-1)!;
  return { before: segments.slice(0, -2), number: /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null };
}

function decodeSegments(path: string): string[] | null {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  if (!trimmed.includes('%')) return trimmed.split('/');
  try {
    return trimmed.split('/').map(decodeURIComponent);
  } catch {
    // A malformed escape names no page: the caller answers 404.
    return null;
  }
}
