/** Writes a page that a service keeps in its cache once, however often it is sent. */
import { Serialized } from '../openapi/types.ts';

const written = new WeakMap<object, Serialized<unknown>>();

/**
 * The JSON of `present(page)`, remembered for as long as the very same page object lives. One kind of page must always be
 * presented in the same way.
 */
export function serializeOnce<Page extends object, Dto>(page: Page, present: (page: Page) => Dto): Serialized<Dto> {
  let json = written.get(page) as Serialized<Dto> | undefined;
  if (!json) {
    json = new Serialized<Dto>(Buffer.from(JSON.stringify(present(page))));
    written.set(page, json);
  }
  return json;
}
