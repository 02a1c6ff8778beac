/** Tonight: which film a few members could watch together. */
import { compareFilms, type FilmIdentity } from '../film.ts';
import type { Label } from '../filter/types.ts';
import type { Prediction, Predictor } from './predict.ts';

/**
 * How the members' predictions become one number: their mean, or the lowest of them ("least misery": nobody should sit
 * through what they will not like).
 */
export const TONIGHT_SCORES = ['mean', 'least_misery'] as const;
export type TonightScore = (typeof TONIGHT_SCORES)[number];

/** What is asked of a film. */
export interface TonightFilm extends Pick<FilmIdentity, 'slug' | 'lid'> {
  film_id: number;
  runtime_minutes: number | null;
  genres: readonly Label[];
}

/** One of those who will watch. */
export interface TonightMember {
  member_id: number;
  /** film_ids of their watchlist. */
  watchlist: ReadonlySet<number>;
  /** film_ids of everything that they have seen, with or without a rating. */
  seen: ReadonlySet<number>;
}

/** What narrows the choice. */
export interface TonightWishes {
  /** Bounds in minutes, both included. A film of unknown length is left out by either. */
  runtime_min?: number;
  runtime_max?: number;
  /** film_ids that nobody has to watch. */
  vetoed_films?: ReadonlySet<number>;
  /** Genres by id, as `science-fiction`. A film whose genres are unknown passes. */
  vetoed_genres?: ReadonlySet<string>;
}

export interface TonightEntry {
  film_id: number;
  /** On how many of the members' watchlists it stands, 1 at least. */
  watchlists: number;
  /** In stars: the mean or the lowest of the predictions. */
  score: number;
  /** By member_id. */
  predictions: (Prediction & { member_id: number })[];
}

/**
 * Films that stand on the watchlist of at least one of the chosen members and that none of them has seen. Most watchlists
 * first, then the higher score, then slug, lid and film_id. A member chosen twice counts once;
 * what stands on a watchlist and is not among `films` (each given once) is left out.
 */
export function tonight({
  films,
  members,
  predict,
  by,
  wishes = {},
}: {
  films: readonly TonightFilm[];
  members: readonly TonightMember[];
  predict: Predictor;
  by: TonightScore;
  wishes?: TonightWishes;
}): TonightEntry[] {
  // By member_id, so that the mean does not depend on who was named first.
  const chosen = [...new Map(members.map((member) => [member.member_id, member])).values()].sort(
    (a, b) => a.member_id - b.member_id,
  );
  const placed: { film: TonightFilm; entry: TonightEntry }[] = [];
  for (const film of films) {
    const { film_id } = film;
    const watchlists = chosen.filter(({ watchlist }) => watchlist.has(film_id)).length;
    if (watchlists === 0 || chosen.some(({ seen }) => seen.has(film_id)) || !isWished(film, wishes)) continue;
    const predictions = chosen.map(({ member_id }) => ({ member_id, ...predict(member_id, film_id) }));
    placed.push({ film, entry: { film_id, watchlists, score: scoreOf(predictions, by), predictions } });
  }
  placed.sort(
    (a, b) =>
      b.entry.watchlists - a.entry.watchlists ||
      b.entry.score - a.entry.score ||
      compareFilms(a.film, b.film) ||
      a.film.film_id - b.film.film_id,
  );
  return placed.map(({ entry }) => entry);
}

function isWished(film: TonightFilm, wishes: TonightWishes): boolean {
  const { runtime_min, runtime_max, vetoed_films, vetoed_genres } = wishes;
  const { film_id, runtime_minutes, genres } = film;
  if (runtime_min !== undefined && (runtime_minutes === null || runtime_minutes < runtime_min)) return false;
  if (runtime_max !== undefined && (runtime_minutes === null || runtime_minutes > runtime_max)) return false;
  if (vetoed_films?.has(film_id)) return false;
  return !genres.some(({ id }) => vetoed_genres?.has(id));
}

function scoreOf(predictions: readonly Prediction[], by: TonightScore): number {
  const ratings = predictions.map(({ rating }) => rating);
  return by === 'mean' ? ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length : Math.min(...ratings);
}
