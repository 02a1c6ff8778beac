/** The reads of single films, and of what films can be filtered by. */
import type { Handlers } from '../openapi/types.ts';
import { presentFilmPage, presentOptions } from '../presenters/films.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services } from '../services/types.ts';
import { cacheControl } from './cacheable.ts';
import { seenBy } from './seen.ts';

type FilmRoutes = Pick<Handlers, 'getFilm' | 'listFilterOptions'>;

/** Options told when the caller doesn't say; the contract's default. */
const DEFAULT_OPTIONS = 20;

export function filmRoutes({ cohorts, films }: Pick<Services, 'cohorts' | 'films'>): FilmRoutes {
  const seen = seenBy(cohorts);
  return {
    async getFilm({ params, viewer }) {
      const { cohort, rights, audience } = await seen.find(viewer, params.id);
      const page = await films.read(cohort, params.film_id, rights);
      if (!page) throw new ProblemError('not-found', `The cohort has no film ${params.film_id}.`);
      return { status: 200, body: presentFilmPage(page), headers: { 'Cache-Control': cacheControl(audience) } };
    },

    async listFilterOptions({ params, query, viewer }) {
      const { q, ids = [], limit = DEFAULT_OPTIONS } = query;
      const found = query.cohort === undefined ? null : await seen.find(viewer, query.cohort);
      const options = await films.options(found?.cohort ?? null, params.kind, { q, ids, limit });
      return {
        status: 200,
        body: presentOptions(params.kind, options),
        headers: { 'Cache-Control': cacheControl(found?.audience ?? seen.audience(viewer)) },
      };
    },
  };
}
