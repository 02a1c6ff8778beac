import { letterboxdUri } from '@cohort-almanac/core';
import type { FilmFacts, FilterOption, Opinion, OptionKind } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import type { FilmPage } from '../services/film-types.ts';
import { presentPublished, timestamp } from './shared.ts';

function presentFacts(film: FilmFacts): Schemas['FilmFacts'] {
  const { film_id, title, slug, lid, release_year, poster_url, media_type, tmdb_id, imdb_id, runtime_minutes } = film;
  const people = (credits: FilmFacts['directors']) => credits.map(({ person_id, name }) => ({ id: person_id, name }));
  return {
    film_id,
    title,
    slug,
    lid,
    release_year,
    poster_url,
    media_type,
    tmdb_id,
    imdb_id,
    runtime_minutes,
    directors: people(film.directors),
    writers: people(film.writers),
    actors: people(film.actors),
    genres: film.genres.map(({ id, name }) => ({ id, name })),
    countries: film.countries.map(({ id, name }) => ({ id, name })),
    links: linksOf(film),
  };
}

function linksOf(film: FilmFacts): Schemas['FilmLinks'] {
  const { media_type, tmdb_id, imdb_id } = film;
  return {
    letterboxd: letterboxdUri(film),
    tmdb: media_type === null || tmdb_id === null ? null : `https://www.themoviedb.org/${media_type}/${tmdb_id}`,
    imdb: imdb_id !== null && /^tt\d+$/.test(imdb_id) ? `https://www.imdb.com/title/${imdb_id}/` : null,
  };
}

function presentNumbers(numbers: NonNullable<FilmPage['numbers']>): Schemas['FilmNumbers'] {
  const { watchers, avg_rating, rating_stddev, likes_count, favorites_count, likes_only_count } = numbers;
  const { high_rating_pct, low_rating_pct, divergence, divergence_se, first_rating_at, last_rating_at } = numbers;
  return {
    watchers,
    avg_rating,
    rating_stddev,
    histogram: [...numbers.histogram],
    likes_count,
    favorites_count,
    likes_only_count,
    like_rate: watchers === 0 ? null : likes_count / watchers,
    favorite_rate: watchers === 0 ? null : favorites_count / watchers,
    high_rating_pct,
    low_rating_pct,
    consensus_strength: high_rating_pct === null || low_rating_pct === null ? null : high_rating_pct - low_rating_pct,
    divergence,
    divergence_se,
    first_rating_at,
    last_rating_at,
  };
}

function presentPlace(place: FilmPage['places'][number]): Schemas['FilmPlace'] {
  const { strategy, rank, total, score, previous_rank, bucket, cluster, distribution, consensus } = place;
  return {
    strategy,
    rank,
    total,
    score,
    previous_rank,
    bucket,
    cluster,
    distribution,
    consensus,
    watchers_percentile: place.watchers_percentile,
    rating_percentile: place.rating_percentile,
    components: place.components.map(({ name, contribution, label, explanation }) => ({
      name,
      contribution,
      label,
      explanation,
    })),
  };
}

function presentOpinion(opinion: Opinion): Schemas['Opinion'] {
  const { username, display_name, half_stars, liked, favorite, watched, on_watchlist, rated_at } = opinion;
  return {
    username,
    display_name,
    rating: half_stars === null ? null : half_stars / 2,
    liked,
    favorite,
    watched,
    on_watchlist,
    rated_at,
  };
}

export function presentFilmPage(page: FilmPage): Schemas['FilmDetail'] {
  const { film, numbers, world } = page;
  return {
    film: presentFacts(film),
    numbers: numbers && presentNumbers(numbers),
    world: world && {
      average: world.average,
      rating_count: world.rating_count,
      histogram: world.histogram && [...world.histogram],
      observed_at: timestamp(world.observed_at),
    },
    places: page.places.map(presentPlace),
    unranked: [...page.unranked],
    opinions: page.opinions.map(presentOpinion),
    unnamed: page.unnamed,
    ...presentPublished(page),
  };
}

export function presentOptions(kind: OptionKind, options: readonly FilterOption[]): Schemas['FilterOptionList'] {
  return { kind, items: options.map(({ id, name, films }) => ({ id, name, films })) };
}
