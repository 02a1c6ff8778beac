/** The reads about people: who makes the films, how the members agree, what they could watch together. */

import type { CohortCard } from '@cohort-almanac/db';
import { type Handlers, Serialized } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { presentComparison, presentMovers, presentPeople, presentTaste, presentTonight } from '../presenters/people.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { cacheable, cacheControl } from './cacheable.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type PeopleRoutes = Pick<Handlers, 'listPeople' | 'getTaste' | 'getMovers' | 'compareCohorts' | 'getTonight'>;

export function peopleRoutes({
  cohorts,
  people,
  answers,
}: Pick<Services, 'cohorts' | 'people' | 'answers'>): PeopleRoutes {
  const seen = seenBy(cohorts);

  async function kept<Dto extends object>(cohort: CohortCard, what: string, make: () => Promise<Dto>) {
    return new Serialized<Dto>((await answers.read(cohort, what, make)).bytes);
  }
  /** Of members as they are: the version does not tell whether a copy is current, only the bytes do. */
  async function named<Dto extends object>(cohort: CohortCard, what: string, make: () => Promise<Dto>) {
    const { bytes, tag } = await answers.read(cohort, what, make, { named: true });
    return {
      status: 200 as const,
      body: new Serialized<Dto>(bytes),
      headers: { ETag: tag, 'Cache-Control': cacheControl('names') },
    };
  }

  return {
    async listPeople({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { role = 'director', limit = DEFAULT_PAGE } = query;
      const what = `people/${role}/${limit}`;
      const body = await kept(cohort, what, async () => presentPeople(await people.people(cohort, { role, limit })));
      return { status: 200, body, headers: cacheable(cohort, audience, what) };
    },

    async getTaste({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      mustSeeNames(rights);
      const { members = [], limit = DEFAULT_PAGE } = query;
      return named(cohort, `taste/${JSON.stringify([members, limit])}`, async () =>
        presentTaste(await people.taste(cohort, { members, limit })),
      );
    },

    async getMovers({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { strategy = 'bayesian', limit = DEFAULT_PAGE } = query;
      const what = `movers/${strategy}/${limit}`;
      const body = await kept(cohort, what, async () =>
        presentMovers(await people.movers(cohort, { strategy, limit })),
      );
      return { status: 200, body, headers: cacheable(cohort, audience, what) };
    },

    async compareCohorts({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { cohort: other } = await seen.find(viewer, query.with);
      const { strategy = 'bayesian', limit = DEFAULT_PAGE } = query;
      const { id, current_version_id, revision } = other;
      // Both are told by their names, which no version holds.
      const names = JSON.stringify([cohort, other].map(({ label, display_name }) => [label, display_name]));
      const what = `compare/${id}/${current_version_id ?? 0}/${revision}/${strategy}/${limit} ${names}`;
      const body = await kept(cohort, what, async () =>
        presentComparison(cohort, other, await people.compare(cohort, other, { strategy, limit })),
      );
      return { status: 200, body, headers: cacheable(cohort, audience, what) };
    },

    async getTonight({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      mustSeeNames(rights);
      const { members, by = 'mean', runtime_min, runtime_max, veto_film = [], veto_genre = [], limit, region } = query;
      const wish = {
        members,
        by,
        runtime_min,
        runtime_max,
        veto_films: veto_film,
        veto_genres: veto_genre,
        region,
        limit: limit ?? DEFAULT_PAGE,
      };
      return named(cohort, `tonight/${JSON.stringify(wish)}`, async () =>
        presentTonight(await people.tonight(cohort, wish)),
      );
    },
  };
}

function mustSeeNames({ see_names }: CohortRights): void {
  if (see_names) return;
  throw new ProblemError('forbidden', "It names members, whom only the cohort's owners and editors may see.");
}
