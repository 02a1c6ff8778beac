/** HTML as values: what is put into a template is text and is escaped, unless it is HTML already. */
import { escapeMarkup } from '@cohort-almanac/core';

/** Markup that may be sent as it is. Only this module makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template takes. `null`, `undefined` and `false` leave nothing behind, a list is its parts in order. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** The one way to make markup. Attributes must be quoted in the template. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = literals[0]!;
  for (const [index, part] of parts.entries()) markup += markupOf(part) + literals[index + 1]!;
  return new Html(markup);
}

/** Markup made elsewhere that escapes for itself, such as a drawn poster. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeMarkup(String(part));
}
