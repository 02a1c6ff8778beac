/** Taste, tonight, top people, movers, and comparing two cohorts. */
import {
  baseScores,
  cohortMean,
  compareCohorts,
  type HalfStars,
  inSumOrder,
  isRated,
  type MemberRatings,
  movers,
  type PeopleRole,
  predictor,
  type Strategy,
  tasteMatrix,
  tonight,
  topPeople,
} from '@cohort-almanac/core';
import {
  type CohortCard,
  type Database,
  type FilmBrief,
  type MemberShelf,
  readFilmBriefs,
  readProviders,
  readRanks,
  readShelves,
  readWatching,
  type Version,
  type VersionFilm,
} from '@cohort-almanac/db';
import { ProblemError } from '../problem-error.ts';
import type { CreditKind, PeopleService, TonightPage } from './people-types.ts';
import { publishedOf, type Versions } from './versions.ts';

/** Films named beside a person. */
const BEST_FILMS = 3;
const ROLES: Readonly<Record<CreditKind, PeopleRole>> = { director: 'directors', actor: 'actors', writer: 'writers' };

export function peopleService(db: Database, versions: Versions): PeopleService {
  const versionOf = async (cohort: CohortCard): Promise<Version | null> =>
    cohort.current_version_id === null ? null : versions.find(cohort.current_version_id);
  const filmsOf = async (cohort: CohortCard, version: Version | null) =>
    version ? versions.films(cohort, version.id) : [];
  const rowsOf = async (cohort: CohortCard, version: Version | null, strategy: Strategy) =>
    version ? versions.ranking(cohort, version.id, strategy) : [];
  const basesOf = (films: readonly VersionFilm[], version: Version | null) =>
    version ? baseScores(films, version.parameters) : new Map<number, number>();

  return {
    async people(cohort, { role, limit }) {
      const version = await versionOf(cohort);
      const [rows, films] = [await rowsOf(cohort, version, 'bayesian'), await filmsOf(cohort, version)];
      const people = topPeople(rows, basesOf(films, version), ROLES[role]);
      const shown = people.slice(0, limit);
      const cards = await cardsOf(
        db,
        shown.flatMap(({ film_ids }) => film_ids.slice(0, BEST_FILMS)),
      );
      const items = shown.map(({ film_ids, ...person }) => ({
        ...person,
        best: film_ids.slice(0, BEST_FILMS).map((id) => cards(id)),
      }));
      return { ...publishedOf(version, cohort), role, total: people.length, items };
    },

    async taste(cohort, { members, limit }) {
      const version = await versionOf(cohort);
      const shelves = await readShelves(db, cohort.id);
      const chosen =
        members.length > 0
          ? pick(shelves, members)
          : shelves.sort((a, b) => b.film_ids.length - a.film_ids.length || a.member_id - b.member_id).slice(0, limit);
      const { member_ids, matches, shared_films } = tasteMatrix(chosen.map(ratingsOf));
      const byId = new Map(chosen.map((shelf) => [shelf.member_id, shelf]));
      return {
        ...publishedOf(version, cohort),
        total: shelves.length,
        members: member_ids.map((id) => {
          const { username, display_name, film_ids } = byId.get(id)!;
          return { username, display_name, ratings: film_ids.length };
        }),
        matches,
        shared_films,
      };
    },

    async movers(cohort, { strategy, limit }) {
      const version = await versionOf(cohort);
      const previous = version?.previous_version_id ? await versions.find(version.previous_version_id) : null;
      const [now, before] = await Promise.all(
        [version, previous].map((one) => (one ? readRanks(db, one.id, strategy) : [])),
      );
      const all = previous ? movers(now!, before!) : { risers: [], fallers: [], entered: [], left: [] };
      const cut = <T>(list: readonly T[]): readonly T[] => list.slice(0, limit);
      const [risers, fallers, entered, left] = [cut(all.risers), cut(all.fallers), cut(all.entered), cut(all.left)];
      const cards = await cardsOf(
        db,
        [risers, fallers, entered, left].flatMap((list) => list.map((m) => m.film_id)),
      );
      const placed = <T extends { film_id: number }>(list: readonly T[]) =>
        list.map(({ film_id, ...rest }) => ({ ...rest, film: cards(film_id) }));
      return {
        ...publishedOf(version, cohort),
        strategy,
        previous_version: previous?.id ?? null,
        previous_computed_at: previous?.computed_at ?? null,
        risers: placed(risers),
        fallers: placed(fallers),
        entered: placed(entered),
        left: placed(left),
      };
    },

    async compare(cohort, other, { strategy, limit }) {
      const sides = await Promise.all(
        [cohort, other].map(async (one) => {
          const version = await versionOf(one);
          const stats = await filmsOf(one, version);
          return { version, stats, base: basesOf(stats, version), ranked: await rowsOf(one, version, strategy) };
        }),
      );
      const [first, second] = sides as [(typeof sides)[number], (typeof sides)[number]];
      const { films, top } = compareCohorts(first, second);
      const higher = films.filter(({ difference }) => difference > 0).slice(0, limit);
      const lower = films
        .filter(({ difference }) => difference < 0)
        .reverse()
        .slice(0, limit);
      const cards = await cardsOf(
        db,
        [...higher, ...lower].map(({ film_id }) => film_id),
      );
      const placed = (list: typeof films) => list.map(({ film_id, ...rest }) => ({ ...rest, film: cards(film_id) }));
      return {
        ...publishedOf(first.version, cohort),
        with_version: second.version?.id ?? null,
        strategy,
        total: films.length,
        top,
        higher: placed(higher),
        lower: placed(lower),
      };
    },

    async tonight(cohort, { members, by, runtime_min, runtime_max, veto_films, veto_genres, region, limit }) {
      const version = await versionOf(cohort);
      const shelves = await readShelves(db, cohort.id);
      const chosen = pick(shelves, members);
      const watching = await readWatching(
        db,
        chosen.map(({ member_id }) => member_id),
      );
      const stats = await filmsOf(cohort, version);
      const entries = tonight({
        films: await readFilmBriefs(db, [...new Set(watching.flatMap(({ watchlist }) => watchlist))]),
        members: watching.map(({ member_id, watchlist, seen }) => ({
          member_id,
          watchlist: new Set(watchlist),
          seen: new Set(seen),
        })),
        predict: predictor({
          members: shelves.map(ratingsOf),
          base: basesOf(stats, version),
          mean: cohortMean(ratedOf(stats)),
        }),
        by,
        wishes: {
          ...(runtime_min === undefined ? {} : { runtime_min }),
          ...(runtime_max === undefined ? {} : { runtime_max }),
          vetoed_films: new Set(veto_films),
          vetoed_genres: new Set(veto_genres),
        },
      });
      const shown = entries.slice(0, limit);
      const cards = await cardsOf(
        db,
        shown.map(({ film_id }) => film_id),
      );
      const offers =
        region === undefined
          ? []
          : await readProviders(
              db,
              shown.map(({ film_id }) => film_id),
              region,
            );
      const watch = new Map(offers.map((known) => [known.film_id, known]));
      const names = new Map(chosen.map(({ member_id, username }) => [member_id, username]));
      const items: TonightPage['items'] = shown.map(({ film_id, watchlists, score, predictions }) => ({
        film: cards(film_id),
        watchlists,
        score,
        predictions: predictions.map(({ member_id, rating, neighbours }) => ({
          username: names.get(member_id)!,
          rating,
          neighbours,
        })),
        watch: watch.get(film_id) ?? null,
      }));
      return {
        ...publishedOf(version, cohort),
        by,
        members: chosen.map(({ username, display_name }) => ({ username, display_name })),
        total: entries.length,
        items,
        region: region ?? null,
        unknown_offers: region === undefined ? 0 : items.filter(({ watch }) => watch === null).length,
      };
    },
  };
}

/** The members of these names, each once, in their order. */
function pick(shelves: readonly MemberShelf[], names: readonly string[]): MemberShelf[] {
  const byName = new Map(shelves.map((shelf) => [shelf.username, shelf]));
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const unknown = wanted.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    const message = `${unknown.join(', ')}: no member of this cohort`;
    throw ProblemError.invalid([{ in: 'query', name: 'members', message }]);
  }
  return wanted.map((name) => byName.get(name)!);
}

function ratingsOf({ member_id, film_ids, half_stars }: MemberShelf): MemberRatings {
  return { member_id, ratings: new Map(film_ids.map((id, i) => [id, half_stars[i] as HalfStars])) };
}

const ratedOf = (films: readonly VersionFilm[]) => inSumOrder(films.filter(isRated));

/** Reads films once, and hands them out by id. */
async function cardsOf(db: Database, ids: readonly number[]): Promise<(id: number) => FilmBrief> {
  const cards = new Map((await readFilmBriefs(db, [...new Set(ids)])).map((card) => [card.film_id, card]));
  return (id) => cards.get(id)!;
}
