/** Every page of the site: a path in, an answer out, nothing else touched. */
import { type Answer, TEXT } from '../answer.ts';
import { type RobotsMode, robotsTxt } from '../robots.ts';
import type { Route } from '../route.ts';
import type { Site } from '../site.ts';
import { tmdbAnswer } from '../tmdb/endpoints.ts';
import { diaryPage, rssFeed } from './diary.ts';
import { filmPage, ratingsSummary } from './film.ts';
import { moved, notFound } from './layout.ts';
import { listPage } from './list.ts';
import { listLikesPage, networkPage } from './people.ts';
import { directorPage } from './person.ts';
import { profilePage } from './profile.ts';
import { filmsPage, likesPage, watchlistPage } from './shelves.ts';

export interface RenderContext {
  robots: RobotsMode;
  /** Where the site runs, `http://127.0.0.1:4010`. */
  origin: string;
  query: URLSearchParams;
}

/** Renders what a route asks for. */
export function render(site: Site, route: Route, context: RenderContext): Answer {
  switch (route.page) {
    case 'robots':
      return { status: 200, type: TEXT, body: robotsTxt(context.robots) };
    case 'tmdb':
      return tmdbAnswer(site, route.segments, context.query);
    case 'moved':
      return moved(route.to, 301);
    case 'unknown':
      return notFound();
    case 'film': {
      const film = site.filmsBySlug.get(route.slug);
      return film ? filmPage(site, film) : notFound();
    }
    case 'histogram': {
      const film = site.filmsBySlug.get(route.slug);
      return (film && ratingsSummary(site, film)) ?? notFound();
    }
    case 'film-by-id':
      return filmById(site, route.by, route.id);
    case 'director': {
      const director = site.directors.get(route.slug);
      return director ? directorPage(director) : notFound();
    }
    default:
      return memberPage(site, route, context);
  }
}

type MemberRoute = Extract<Route, { username: string }>;

function memberPage(site: Site, route: MemberRoute, context: RenderContext): Answer {
  const shelf = site.shelf(route.username);
  if (!shelf) return notFound();
  switch (route.page) {
    case 'profile':
      return profilePage(shelf);
    case 'rss':
      return rssFeed(shelf, context.origin);
    case 'films':
      return filmsPage(site, shelf, route.view, route.number);
    case 'likes':
      return likesPage(site, shelf, route.unrated, route.number);
    case 'watchlist':
      return watchlistPage(site, shelf, route.number);
    case 'diary':
      return diaryPage(site, shelf, route.number);
    case 'following':
    case 'followers':
      return networkPage(site, shelf, route.page, route.number);
    case 'list':
    case 'list-likes': {
      const list = shelf.lists.get(route.slug);
      if (!list) return notFound();
      return route.page === 'list' ? listPage(site, list, route.number) : listLikesPage(site, list, route.number);
    }
  }
}

function filmById(site: Site, by: 'letterboxd' | 'tmdb' | 'imdb', id: string): Answer {
  const film = {
    letterboxd: () => site.filmsByLetterboxdId.get(Number(id)),
    // A bare number is a film's; a series is meant only when no film has it.
    tmdb: () => site.filmsByTmdb.get(`movie/${id}`) ?? site.filmsByTmdb.get(`tv/${id}`),
    imdb: () => site.filmsByImdb.get(id),
  }[by]();
  return film ? moved(`/film/${film.slug}/`, 302) : notFound();
}
