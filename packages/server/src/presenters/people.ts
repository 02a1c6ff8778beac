import { JUSTWATCH_ATTRIBUTION } from '@cohort-almanac/core';
import type { CohortCard, FilmBrief, KnownOffers, WatchProvider } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';
import type { ComparePage, MoversPage, PeoplePage, TastePage, TonightPage } from '../services/people-types.ts';
import { presentPublished, timestamp, timestampOrNull } from './shared.ts';

function presentFilm(film: FilmBrief): Schemas['FilmBrief'] {
  const { film_id, title, slug, lid, release_year, poster_url, runtime_minutes, genres } = film;
  return {
    film_id,
    title,
    slug,
    lid,
    release_year,
    poster_url,
    runtime_minutes,
    genres: genres.map(({ id, name }) => ({ id, name })),
  };
}

export function presentPeople(page: PeoplePage): Schemas['PeopleList'] {
  return {
    role: page.role,
    total: page.total,
    items: page.items.map(({ person_id, name, score, films, top_decile_films, watchers, best }) => ({
      id: person_id,
      name,
      score,
      films,
      top_decile_films,
      watchers,
      best: best.map(presentFilm),
    })),
    ...presentPublished(page),
  };
}

export function presentTaste(page: TastePage): Schemas['Taste'] {
  return {
    total: page.total,
    members: page.members.map(({ username, display_name, ratings }) => ({ username, display_name, ratings })),
    matches: page.matches,
    shared_films: page.shared_films,
    ...presentPublished(page),
  };
}

export function presentMovers(page: MoversPage): Schemas['Movers'] {
  const mover = ({ film, rank, previous_rank, change }: MoversPage['risers'][number]) => ({
    film: presentFilm(film),
    rank,
    previous_rank,
    change,
  });
  return {
    strategy: page.strategy,
    previous_version: page.previous_version,
    previous_computed_at: timestampOrNull(page.previous_computed_at),
    risers: page.risers.map(mover),
    fallers: page.fallers.map(mover),
    entered: page.entered.map(({ film, rank }) => ({ film: presentFilm(film), rank })),
    left: page.left.map(({ film, previous_rank }) => ({ film: presentFilm(film), previous_rank })),
    ...presentPublished(page),
  };
}

export function presentComparison(cohort: CohortCard, other: CohortCard, page: ComparePage): Schemas['Comparison'] {
  const name = ({ id, label, display_name }: CohortCard) => ({ id, label, display_name });
  const compared = (row: ComparePage['higher'][number]) => ({
    film: presentFilm(row.film),
    first_base: row.first_base,
    second_base: row.second_base,
    first_watchers: row.first_watchers,
    second_watchers: row.second_watchers,
    difference: row.difference,
  });
  const { both, either, jaccard } = page.top;
  return {
    cohort: name(cohort),
    with: name(other),
    with_version: page.with_version,
    strategy: page.strategy,
    total: page.total,
    top: { both, either, jaccard },
    higher: page.higher.map(compared),
    lower: page.lower.map(compared),
    ...presentPublished(page),
  };
}

export function presentTonight(page: TonightPage): Schemas['Tonight'] {
  return {
    by: page.by,
    members: page.members.map(({ username, display_name }) => ({ username, display_name })),
    total: page.total,
    items: page.items.map(({ film, watchlists, score, predictions, watch }) => ({
      film: presentFilm(film),
      watchlists,
      score,
      predictions: predictions.map(({ username, rating, neighbours }) => ({ username, rating, neighbours })),
      watch: watch && presentOffers(watch),
    })),
    region: page.region,
    watch_note: watchNote(page),
    watch_attribution: page.region === null ? null : JUSTWATCH_ATTRIBUTION,
    ...presentPublished(page),
  };
}

function presentOffers({ offers, observed_at }: KnownOffers): Schemas['WatchOffers'] {
  const named = (providers: readonly WatchProvider[] = []) => providers.map(({ id, name }) => ({ id, name }));
  return {
    link: offers?.link ?? null,
    flatrate: named(offers?.flatrate),
    free: named(offers?.free),
    ads: named(offers?.ads),
    rent: named(offers?.rent),
    buy: named(offers?.buy),
    observed_at: timestamp(observed_at),
  };
}

function watchNote({ region, unknown_offers, items }: TonightPage): string | null {
  if (region === null || unknown_offers === 0) return null;
  const which = unknown_offers === items.length ? 'these films' : `${unknown_offers} of these films`;
  return `Where ${which} can be watched in ${region} is not known here. A sync asks TMDB about it, if it has a token for TMDB.`;
}
