/** Not found, private, refused and blocked are different things, and several of them answer 403. */
import { keepCommon, type PageSigns, readSigns } from './page.ts';
import { sieve } from './sieve.ts';
import type { PageFacts, ParseError, ParseKind } from './types.ts';

// A challenge has a title of its own; a page about something of that name ends its title with the site's.
const CHALLENGE_TITLE = /^(?:just a moment|attention required)\b/iu;
const OWN_TITLE = /• Letterboxd$/u;

/**
 * Tells why an answer is not the page that was asked for; null when nothing speaks against it. A challenge is known by its
 * header, title or form; 404 and 410 are `not_found`; a 403 on a watchlist whose owner's films page answers is `private`, any
 * other is `forbidden`. Whether a 403 is the end of a sequence of pages only the caller knows, who knows the last page's number.
 * Answers such as 429 and 5xx say nothing about the page and are for the caller to retry.
 */
export function classifyResponse(response: PageFacts & { html: string; kind: ParseKind }): ParseError | null {
  const spec = { endsAtFooter: true, keep: keepCommon };
  return judge(response.kind, response, readSigns(sieve(response.html, spec).document));
}

/** The same, for a page whose signs are already known. */
export function judge(kind: ParseKind, facts: PageFacts, signs: PageSigns): ParseError | null {
  const { status = 200 } = facts;
  const challenged = header(facts.headers, 'cf-mitigated') === 'challenge';
  const titled = CHALLENGE_TITLE.test(signs.title) && !OWN_TITLE.test(signs.title);
  if (challenged || titled || signs.challengeForm) {
    return {
      error: 'blocked',
      message: 'A challenge stands before the page. It is not solved; try again much later or use an export.',
    };
  }
  const errorPage = / error /u.test(` ${signs.bodyClass ?? ''} `);
  if (status === 404 || status === 410 || (errorPage && /not found/iu.test(signs.title))) {
    return { error: 'not_found', message: 'The site says that there is no such page. Check the name.' };
  }
  if (status === 401 || status === 403 || (errorPage && /forbidden|denied/iu.test(signs.title))) {
    return kind === 'watchlist' && facts.ownerAnswers === true
      ? { error: 'private', message: 'The watchlist is private: its owner’s other pages answer, this one does not.' }
      : { error: 'forbidden', message: `The site refuses the page (${status}) without saying why.` };
  }
  return null;
}

function header(headers: PageFacts['headers'], name: string): string | undefined {
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  const value = typeof found === 'string' ? found : found?.[0];
  return value?.trim().toLowerCase();
}
