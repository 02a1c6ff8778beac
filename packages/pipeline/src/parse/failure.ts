import type { ParseError, ParseErrorKind } from './types.ts';

/** Thrown inside the parsers and turned into a result by `parsePage`; it never leaves this folder. */
export class ParseFailure extends Error {
  readonly kind: ParseErrorKind;
  readonly selector: string | undefined;

  constructor(kind: ParseErrorKind, message: string, selector?: string) {
    super(message);
    this.name = 'ParseFailure';
    this.kind = kind;
    this.selector = selector;
  }

  toError(): ParseError {
    return {
      error: this.kind,
      ...(this.selector === undefined ? {} : { selector: this.selector }),
      message: this.message,
    };
  }
}

/** A `markup_changed` failure that names the selector which found nothing. */
export function markupChanged(selector: string, message: string): ParseFailure {
  return new ParseFailure('markup_changed', message, selector);
}

/** The failure for the posters of before August 2025, which are recognised and not read. */
export function tooOld(): ParseFailure {
  return new ParseFailure(
    'too_old',
    'The page has the posters of before August 2025, which carry other data. Save or fetch it again.',
    'li.poster-container, div.film-poster[data-film-slug]',
  );
}
