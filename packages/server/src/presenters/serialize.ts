/** Writes a page that a service keeps in its cache once, however often it is sent. */
import { LRUCache } from 'lru-cache';
import { Serialized } from '../openapi/types.ts';
import { BYTES_A_JSON, BYTES_A_ROW, thatFit } from '../services/memory.ts';

const written = new WeakMap<object, Serialized<unknown>>();

/** The items that were sent last: of all that were ever sent, the JSON would take more than the rankings. */
const writtenItems = new LRUCache<object, string>({ max: thatFit(50_000, 0.08, BYTES_A_ROW + BYTES_A_JSON) });

/**
 * The JSON of `present(page)`, remembered for as long as the very same page object lives. One kind of page must always be
 * presented in the same way. Each of its `items`, which come first, is written once, on however many pages it stands: most of
 * what a page that was never asked for costs is the writing of rows that stood on others.
 */
export function serializeListOnce<
  Item extends object,
  Page extends { items: readonly Item[] },
  Dto extends { items: readonly unknown[] },
>(page: Page, present: (page: Page) => Dto, presentItem: (item: Item) => Dto['items'][number]): Serialized<Dto> {
  return writeOnce(page, () => {
    const { items: _none, ...rest } = present({ ...page, items: [] });
    const items = page.items.map((item) => {
      let json = writtenItems.get(item);
      if (json === undefined) {
        json = JSON.stringify(presentItem(item));
        writtenItems.set(item, json);
      }
      return json;
    });
    return `{"items":[${items.join(',')}],${JSON.stringify(rest).slice(1)}`;
  });
}

function writeOnce<Dto>(page: object, write: () => string): Serialized<Dto> {
  let json = written.get(page) as Serialized<Dto> | undefined;
  if (!json) {
    json = new Serialized<Dto>(Buffer.from(write()));
    written.set(page, json);
  }
  return json;
}
