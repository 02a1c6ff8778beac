/** Something that is shown this once, to be copied. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Voice } from '../internal/parts/film.ts';

/** `copied` is called with what to say of it. The region is always there, so that it is read out when it fills. */
export function secret({ say }: Voice, text: string | undefined, copied: (word: string) => void): TemplateResult {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      copied(say('Copied'));
    } catch {
      // Pages without TLS, and readers who said no, have no clipboard.
      copied(say('Your browser did not allow it: select and copy it by hand.'));
    }
  };
  return html`<div class="once" role="status">${
    text
      ? html`<p>${say('Copy it now: it is not shown again.')}</p>
        <p class="secret" part="secret">${text}</p>
        <p><button type="button" @click=${copy}>${say('Copy')}</button></p>`
      : nothing
  }</div>`;
}
