/** Small reading helpers over the parts of a page. */
import { type AnyNode, type Document, type Element, isTag } from 'domhandler';
import { textContent } from 'domutils';
import { hasWord } from './sieve.ts';
import { cleanText } from './text.ts';

export function hasClass(element: Element, word: string): boolean {
  return hasWord(element.attribs.class, word);
}

/** The first element inside that passes, in the order of the page; null when none does. */
export function first(inside: Element, test: (element: Element) => boolean): Element | null {
  for (const child of inside.children) {
    if (!isTag(child)) continue;
    const found = test(child) ? child : first(child, test);
    if (found !== null) return found;
  }
  return null;
}

/** The kept parts that pass; unlike a selector it looks at the parts themselves only, not inside them. */
export function parts(document: Document, test: (element: Element) => boolean): Element[] {
  return document.children.filter((node: AnyNode): node is Element => isTag(node) && test(node));
}

export function cleanTextOf(element: Element | null): string {
  return element === null ? '' : cleanText(textContent(element));
}

/** The tooltip of an element: browsers rename `title` to `data-original-title` when they save a page. */
export function tooltip(element: Element | null): string {
  return cleanText(element?.attribs.title || element?.attribs['data-original-title'] || '');
}
