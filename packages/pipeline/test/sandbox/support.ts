import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'cheerio';
import type { Answer } from '../../src/sandbox/answer.ts';
import { render } from '../../src/sandbox/render/index.ts';
import { findRoute } from '../../src/sandbox/route.ts';
import type { Site } from '../../src/sandbox/site.ts';
import type { World, WorldFilm } from '../../src/sandbox/world.ts';

export const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** What the site answers to a path, without a server. */
export function get(site: Site, path: string, robots: 'open' | 'letterboxd' = 'open'): Answer {
  const [pathname = '', query = ''] = path.split('?');
  return render(site, findRoute(pathname), { robots, origin: 'http://site.test', query: new URLSearchParams(query) });
}

/** The page at a path, ready to be asked; its status must be 200. */
export function open(site: Site, path: string) {
  const answer = get(site, path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return load(answer.body);
}

export interface PosterItem {
  name: string | undefined;
  slug: string | undefined;
  identity: { lid?: string; uid?: string };
  /** Half stars. */
  rating: number | null;
  liked: boolean;
}

/** The posters of a page in order, with what stands below them, read apart from the almanac's own parsers. */
export function posters(page: ReturnType<typeof load>, item: string): PosterItem[] {
  return page(item)
    .toArray()
    .map((li) => {
      const poster = page('[data-component-class="LazyPoster"]', li);
      const rated = /rated-(\d+)/.exec(page('.rating', li).attr('class') ?? '');
      return {
        name: poster.attr('data-item-name'),
        slug: poster.attr('data-item-slug'),
        identity: JSON.parse(poster.attr('data-postered-identifier') ?? 'null') as PosterItem['identity'],
        rating: rated ? Number(rated[1]) : null,
        liked: page('.icon-liked', li).length > 0,
      };
    });
}

export function film(slug: string, more: Partial<WorldFilm> = {}): WorldFilm {
  return {
    slug,
    title: slug,
    year: null,
    lid: null,
    letterboxd_id: null,
    tmdb_type: null,
    tmdb_id: null,
    imdb_id: null,
    runtime_minutes: null,
    directors: [],
    genres: [],
    countries: [],
    weighted_average: null,
    histogram: null,
    ...more,
  };
}

/** A world of nothing but what is given. */
export function world(parts: Partial<World>): World {
  return {
    members: [],
    films: [],
    ratings: [],
    likes: [],
    favorites: [],
    watchlists: [],
    follows: [],
    lists: [],
    list_likes: [],
    ...parts,
  };
}

/** Writes files into a folder of their own, which is gone after `use`. */
export function withFolder<T>(files: Record<string, string>, use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'almanac-world-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    return use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
