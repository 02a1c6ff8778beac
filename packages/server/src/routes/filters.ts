/** The operations on saved filters and on how they are shared. */

import type { FilmFilter } from '@cohort-almanac/core';
import type { SavedFilter } from '@cohort-almanac/db';
import { shareCode } from '../embed/code.ts';
import type { Handlers, Schemas } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { mayShare, namingParameters, ownsFilter } from '../policies/filters.ts';
import { presentFilter, presentShare } from '../presenters/filters.ts';
import { ProblemError } from '../problem-error.ts';
import { readFilter } from '../services/filters.ts';
import type { Services, Viewer } from '../services/types.ts';
import { DEFAULT_PAGE, seenBy } from './seen.ts';

type FilterRoutes = Pick<
  Handlers,
  | 'listFilters'
  | 'createFilter'
  | 'getFilter'
  | 'updateFilter'
  | 'deleteFilter'
  | 'getFilterShare'
  | 'createShare'
  | 'updateShare'
  | 'endShare'
>;

/** The caller's alone. */
const PRIVATE = { 'Cache-Control': 'private, no-store' };

export function filterRoutes({
  cohorts,
  filters,
  shares,
}: Pick<Services, 'cohorts' | 'filters' | 'shares'>): FilterRoutes {
  const seen = seenBy(cohorts);
  const present = async (saved: SavedFilter) => {
    const addresses = saved.share && (await shares.addressesOf(saved.share.slug));
    return presentFilter(saved, readFilter(saved.filter), addresses?.page ?? null);
  };

  async function find(viewer: Viewer, id: number): Promise<SavedFilter> {
    const saved = await filters.find(id);
    if (saved && ownsFilter(viewer, saved)) return saved;
    throw new ProblemError('not-found', `You have no saved filter ${id}.`);
  }

  async function findShared(viewer: Viewer, id: number): Promise<SavedFilter> {
    const saved = await find(viewer, id);
    if (saved.share) return saved;
    throw new ProblemError('not-found', 'This saved filter is not shared. Share it with POST.');
  }

  /** The cohort of a filter that its user wants to show around. */
  async function sharable(viewer: Viewer, saved: SavedFilter) {
    const { cohort, rights } = await seen.find(viewer, String(saved.cohort_id));
    if (mayShare(rights, cohort)) return cohort;
    throw new ProblemError(
      'forbidden',
      'This cohort is private: only its owners and editors may show a list of it to others. Ask one of them.',
    );
  }

  /** Throws the problem `not-found` too when its user may not see the cohort any more: the code shows what is on the list. */
  async function detail(viewer: Viewer, saved: SavedFilter): Promise<Schemas['FilterShare']> {
    const { cohort } = await seen.find(viewer, String(saved.cohort_id));
    const list = await shares.read(saved, cohort);
    const addresses = await shares.addressesOf(list.share.slug);
    return presentShare(list, addresses, shareCode(list, addresses));
  }

  return {
    async listFilters({ query, viewer }) {
      const { limit = DEFAULT_PAGE, cursor, cohort } = query;
      const cohortId = cohort === undefined ? undefined : (await seen.find(viewer, cohort)).cohort.id;
      const page = await filters.list(personOf(viewer), { limit, cursor, cohortId });
      const items = await Promise.all(page.items.map(present));
      return { status: 200, body: { items, next_cursor: page.next_cursor }, headers: PRIVATE };
    },

    async createFilter({ body, viewer }) {
      const user_id = personOf(viewer);
      const filter = readFilter(body.filter);
      const { cohort, rights } = await seen.find(viewer, body.cohort);
      refuseUnseen(filter, rights);
      const name = body.name.trim();
      const description = textOf(body.description);
      const saved = await filters.create({ user_id, cohort_id: cohort.id, name, description, filter });
      return {
        status: 201,
        body: await present(saved),
        headers: { ...PRIVATE, Location: `/v1/filters/${saved.id}` },
      };
    },

    async getFilter({ params, viewer }) {
      return { status: 200, body: await present(await find(viewer, params.filter_id)), headers: PRIVATE };
    },

    async updateFilter({ params, body, viewer }) {
      const saved = await find(viewer, params.filter_id);
      const filter = body.filter && readFilter(body.filter);
      if (filter) await refuseChange(viewer, saved, filter);
      const changed = await filters.change(saved, {
        ...(body.name !== undefined && { name: body.name.trim() }),
        ...(body.description !== undefined && { description: textOf(body.description) }),
        ...(filter && { filter }),
      });
      return { status: 200, body: await present(changed), headers: PRIVATE };
    },

    async deleteFilter({ params, viewer }) {
      await filters.remove(await find(viewer, params.filter_id));
      return { status: 204, body: undefined, headers: PRIVATE };
    },

    async getFilterShare({ params, viewer }) {
      return { status: 200, body: await detail(viewer, await findShared(viewer, params.filter_id)), headers: PRIVATE };
    },

    async createShare({ params, body, viewer }) {
      const saved = await find(viewer, params.filter_id);
      const shared = await shares.create(saved, await sharable(viewer, saved), body);
      return {
        status: 201,
        body: await detail(viewer, shared),
        headers: { ...PRIVATE, Location: `/v1/filters/${saved.id}/share` },
      };
    },

    async updateShare({ params, body, viewer }) {
      const saved = await findShared(viewer, params.filter_id);
      const changed = await shares.change(saved, await sharable(viewer, saved), body);
      return { status: 200, body: await detail(viewer, changed), headers: PRIVATE };
    },

    async endShare({ params, viewer }) {
      await shares.end(await findShared(viewer, params.filter_id));
      return { status: 204, body: undefined, headers: PRIVATE };
    },
  };

  async function refuseChange(viewer: Viewer, saved: SavedFilter, filter: FilmFilter): Promise<void> {
    const naming = namingParameters(filter);
    if (naming.length === 0) return;
    const { rights } = await seen.find(viewer, String(saved.cohort_id));
    refuseUnseen(filter, rights);
    if (!saved.share) return;
    throw new ProblemError(
      'unprocessable',
      `This filter is shared, and ${naming.join(', ')} would give a member's viewing away. End the share first, or save another filter.`,
    );
  }
}

/** Throws the problem `forbidden` when a filter asks for members whose names are not the caller's to know. */
function refuseUnseen(filter: FilmFilter, rights: CohortRights): void {
  const naming = namingParameters(filter);
  if (naming.length === 0 || rights.see_names) return;
  throw new ProblemError('forbidden', `Only owners and editors of the cohort may ask for ${naming.join(', ')}.`);
}

/** A publishable token is nobody, so it has no saved filters. */
function personOf({ user_id }: Viewer): number {
  if (user_id !== null) return user_id;
  throw new ProblemError('unauthorized', 'Sign in, or send a token of a person.');
}

/** Text without what surrounds it; nothing is null. */
const textOf = (text: string | null | undefined): string | null => text?.trim() || null;
