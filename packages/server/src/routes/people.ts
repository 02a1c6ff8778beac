/** The reads about people: who makes the films, how the members agree, what they could watch together. */
import type { Handlers } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { presentComparison, presentMovers, presentPeople, presentTaste, presentTonight } from '../presenters/people.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { cacheable } from './cacheable.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type PeopleRoutes = Pick<Handlers, 'listPeople' | 'getTaste' | 'getMovers' | 'compareCohorts' | 'getTonight'>;

export function peopleRoutes({ cohorts, people }: Pick<Services, 'cohorts' | 'people'>): PeopleRoutes {
  const seen = seenBy(cohorts);
  return {
    async listPeople({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { role = 'director', limit = DEFAULT_PAGE } = query;
      const page = await people.people(cohort, { role, limit });
      return {
        status: 200,
        body: presentPeople(page),
        headers: cacheable(cohort, audience, `people/${role}/${limit}`),
      };
    },

    async getTaste({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      mustSeeNames(rights);
      const { members = [], limit = DEFAULT_PAGE } = query;
      const page = await people.taste(cohort, { members, limit });
      return { status: 200, body: presentTaste(page) };
    },

    async getMovers({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { strategy = 'bayesian', limit = DEFAULT_PAGE } = query;
      const page = await people.movers(cohort, { strategy, limit });
      return {
        status: 200,
        body: presentMovers(page),
        headers: cacheable(cohort, audience, `movers/${strategy}/${limit}`),
      };
    },

    async compareCohorts({ params, query, viewer }) {
      const { cohort, audience } = await seen.find(viewer, params.id);
      const { cohort: other } = await seen.find(viewer, query.with);
      const { strategy = 'bayesian', limit = DEFAULT_PAGE } = query;
      const page = await people.compare(cohort, other, { strategy, limit });
      const { id, current_version_id, revision } = other;
      const key = `compare/${id}/${current_version_id ?? 0}/${revision}/${strategy}/${limit}`;
      const headers = cacheable(cohort, audience, key);
      return { status: 200, body: presentComparison(cohort, other, page), headers };
    },

    async getTonight({ params, query, viewer }) {
      const { cohort, rights } = await seen.find(viewer, params.id);
      mustSeeNames(rights);
      const { members, by = 'mean', runtime_min, runtime_max, veto_film = [], veto_genre = [], limit, region } = query;
      const page = await people.tonight(cohort, {
        members,
        by,
        runtime_min,
        runtime_max,
        veto_films: veto_film,
        veto_genres: veto_genre,
        region,
        limit: limit ?? DEFAULT_PAGE,
      });
      return { status: 200, body: presentTonight(page) };
    },
  };
}

function mustSeeNames({ see_names }: CohortRights): void {
  if (see_names) return;
  throw new ProblemError('forbidden', "It names members, whom only the cohort's owners and editors may see.");
}
