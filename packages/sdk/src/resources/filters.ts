/** Saved filters, what there is to filter by, and lists that are shared. */
import type { Call } from '../core/call.ts';
import type { Body, Query, Schemas } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import type { Paged } from '../core/page.ts';
import { resource } from '../internal/resource.ts';

/** Saved filters, and what there is to filter by. */
export interface Filters {
  /** The caller's saved filters, the newest first. */
  list(query?: Query<'listFilters'>, options?: CallOptions): Paged<Schemas['SavedFilterList']>;
  /** Saves a filter for a cohort. */
  create(filter: Body<'createFilter'>, options?: CallOptions): Call<Schemas['SavedFilter']>;
  /** One saved filter. */
  get(filterId: number, options?: CallOptions): Call<Schemas['SavedFilter']>;
  /** Changes a saved filter, and what is shared of it; what is left out stays. */
  update(filterId: number, change: Body<'updateFilter'>, options?: CallOptions): Call<Schemas['SavedFilter']>;
  /** Deletes a saved filter; its share ends with it. */
  delete(filterId: number, options?: CallOptions): Call<void>;
  /** Genres, countries and people to filter by, by the beginning of a name or by id. */
  options(
    kind: Schemas['FilterOptionKind'],
    query?: Query<'listFilterOptions'>,
    options?: CallOptions,
  ): Call<Schemas['FilterOptionList']>;
}

export const filters = resource<Filters>()(
  {
    list: 'LIST /v1/filters',
    create: 'POST /v1/filters?',
    get: 'GET /v1/filters/{filter_id}',
    update: 'PATCH /v1/filters/{filter_id}?',
    delete: 'DELETE /v1/filters/{filter_id}!',
    options: 'GET /v1/filter-options/{kind}?',
  },
  () => ({}),
);

/** Lists that are shared by a link. */
export interface Shares {
  /** A shared list, for whoever has its link: its films in turn; `page()` also has its title and words. */
  films(slug: string, query?: Query<'getSharedList'>, options?: CallOptions): Paged<Schemas['SharedList']>;
  /** How a saved filter is shared, with its addresses and the code that embeds it. */
  get(filterId: number, options?: CallOptions): Call<Schemas['FilterShare']>;
  /** Shares a saved filter under a link that can't be guessed. */
  create(filterId: number, share: Body<'createShare'>, options?: CallOptions): Call<Schemas['FilterShare']>;
  /** Changes a share; what is left out stays. */
  update(filterId: number, change: Body<'updateShare'>, options?: CallOptions): Call<Schemas['FilterShare']>;
  /** How to embed a shared list, as oEmbed has it. */
  oembed(query: Query<'getOEmbed'>, options?: CallOptions): Call<Schemas['OEmbed']>;
  /** The films of a shared list as Radarr reads them. */
  radarr(slug: string, query?: Query<'getShareRadarr'>, options?: CallOptions): Call<Schemas['RadarrFilm'][]>;
  /** Ends a share, at once and for good; the saved filter stays. */
  end(filterId: number, options?: CallOptions): Call<void>;
}

export const shares = resource<Shares>()(
  {
    films: 'LIST /v1/shares/{slug}',
    get: 'GET /v1/filters/{filter_id}/share',
    create: 'POST /v1/filters/{filter_id}/share?',
    update: 'PATCH /v1/filters/{filter_id}/share?',
    end: 'DELETE /v1/filters/{filter_id}/share!',
    oembed: 'GET /oembed?',
    radarr: 'GET /s/{slug}/radarr.json?',
  },
  () => ({}),
);
