/** What holds for all elements of a page that don't say otherwise. */
import type { Source } from './source.ts';

export const defaults: Source = { baseUrl: '' };

/** Sets where all elements of the page read from. Call it before the elements are defined, or set `base-url` on each. */
export function setDefaults(values: Partial<Source>): void {
  Object.assign(defaults, values);
}
