/** Lists that come in pages. */
import type { Call } from './call.ts';
import { ContractMismatchError, UsageError } from './errors.ts';

/** What every page has. */
export interface PageShape {
  items: unknown[];
  next_cursor: string | null;
}

/** What a page is a page of. */
export type ItemOf<Page extends PageShape> = Page['items'][number];

/**
 * A list that is read a page at a time, as far as it is needed: `for await (const film of almanac.rankings.list('demo'))`.
 * Nothing is sent before. A list whose version is pruned meanwhile ends with a `GoneError`.
 */
export class Paged<Page extends PageShape> implements AsyncIterable<ItemOf<Page>> {
  readonly #read: (cursor?: string) => Call<Page>;

  /** @internal */
  constructor(read: (cursor?: string) => Call<Page>) {
    this.#read = read;
  }

  /** One page as it is answered: the first, or the one that the `next_cursor` of another names. */
  page(cursor?: string): Call<Page> {
    return this.#read(cursor);
  }

  /** Page after page. */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let cursor: string | undefined;
    do {
      const { data, response } = await this.#read(cursor).withResponse();
      const next = data?.next_cursor ?? undefined;
      if (!Array.isArray(data?.items) || (next !== undefined && next === cursor)) {
        throw new ContractMismatchError(
          'This is no page of a list, or leads back to itself: almanac and SDK are of different versions. Update the older.',
          { response },
        );
      }
      yield data;
      cursor = next;
    } while (cursor);
  }

  /** Item after item. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ItemOf<Page>, void, undefined> {
    for await (const { items } of this.pages()) yield* items as ItemOf<Page>[];
  }

  /**
   * The first items in an array. `limit` says how many at most; there is no default, so that nobody reads ten thousand by
   * accident. `Infinity` for all.
   */
  async toArray({ limit }: { limit: number }): Promise<ItemOf<Page>[]> {
    if (!(limit >= 0)) throw new UsageError('toArray() needs a limit: toArray({ limit: 100 }).');
    const items: ItemOf<Page>[] = [];
    if (limit === 0) return items;
    for await (const item of this) if (items.push(item) >= limit) break;
    return items;
  }
}
