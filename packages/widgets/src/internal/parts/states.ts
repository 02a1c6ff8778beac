/** What an element says while it waits, and when it waits in vain. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../failure.ts';
import type { Voice } from './film.ts';

/** After so long a word says that something happens; after so long again, that it is slow, and how to try anew. */
export const SLOW_MS = [750, 3000] as const;
/** How long it takes: 0 not long, 1 noticed, 2 too long. */
export type Slow = 0 | 1 | 2;

/** What happened, and what to do when the almanac has not said it. */
const STATES = {
  offline: ['You are offline', 'It comes back by itself when the connection does.'],
  unauthorised: ['This is not for everybody', 'Sign in, or ask its owner to let you in.'],
  missing: ['This is not here any more', 'Its address is wrong, or its owner has ended it.'],
  problem: ['This could not be read', 'Nothing is lost. Try again in a moment.'],
} as const;

const retry = (say: Voice['say'], again: () => void): TemplateResult =>
  html`<button part="retry" @click=${again}>${say('Try again')}</button>`;

/** The word that it takes long. */
export const slowly = ({ say }: Voice, slow: Slow, again: () => void): TemplateResult | typeof nothing =>
  slow
    ? html`<p class="soft slow" part="slow">
      ${slow === 1 ? say('Loading…') : html`${say('This takes longer than it should. Sorry.')} ${retry(say, again)}`}
    </p>`
    : nothing;

/** What happened, what is safe, what to do. */
export const failed = ({ say }: Voice, { kind, detail, requestId }: Failure, again: () => void): TemplateResult => {
  const [title, advice] = STATES[kind];
  return html`<div class="state" part="error" role="alert">
      <h3>${say(title)}</h3>
      <p>${detail ?? say(advice)}</p>
      ${kind === 'missing' ? nothing : retry(say, again)}
      ${requestId ? html`<p class="soft">${say('Request {id}', { id: requestId })}</p>` : nothing}
    </div>`;
};

/** That what is shown was read earlier. */
export const stale = ({ say }: Voice, { kind }: Failure, again: () => void): TemplateResult =>
  html`<p class="soft" part="stale" role="status">
      ${kind === 'offline' ? say('You are offline. This is what was read last.') : say('This could not be refreshed. It is what was read last.')}
      ${retry(say, again)}
    </p>`;
