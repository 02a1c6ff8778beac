/** Items of a page, and how much of them may be unreadable before the page counts as changed. */
import type { Element } from 'domhandler';
import { markupChanged } from './failure.ts';

/** An item that is there but can't be read, with the selector that found nothing in it. */
export interface Unreadable {
  unreadable: string;
}

/**
 * Up to a quarter of the items of a page may be unreadable: they are skipped with a warning, and the page is not complete, so
 * nothing gets removed because of it. Above that, the page has changed and nothing of it is believed. A page of a few items
 * thus fails with the first unreadable one, which is the safe side.
 */
const MAX_UNREADABLE_SHARE = 1 / 4;

export interface Collected<T> {
  items: T[];
  skipped: number;
  warnings: string[];
}

/** Reads every element, skips what can't be read, and fails with `markup_changed` when that is too much. */
export function collect<T>(elements: readonly Element[], read: (element: Element) => T | Unreadable): Collected<T> {
  const items: T[] = [];
  const reasons = new Map<string, number>();
  let skipped = 0;
  for (const element of elements) {
    const item = read(element);
    if (isUnreadable(item)) {
      skipped += 1;
      reasons.set(item.unreadable, (reasons.get(item.unreadable) ?? 0) + 1);
    } else items.push(item);
  }
  if (skipped > elements.length * MAX_UNREADABLE_SHARE) {
    const [selector] = [...reasons].reduce((most, reason) => (reason[1] > most[1] ? reason : most));
    throw markupChanged(selector, `${skipped} of ${elements.length} items can't be read: no usable ${selector}.`);
  }
  const warnings = [...reasons].map(
    ([selector, count]) => `${count} of ${elements.length} items skipped: no usable ${selector}`,
  );
  return { items, skipped, warnings };
}

function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value;
}

export const CUT_OFF = 'The page is cut off: what follows the last whole item is missing';
