/** The little Markdown that the contract's descriptions use: paragraphs, lists, **bold** and `code`. */
import { type Html, html } from '../html.ts';

export function prose(text: string | undefined): Html[] {
  return (text ?? '')
    .trim()
    .split(/\n\s*\n/)
    .filter((block) => block !== '')
    .map((block) => (/^[-*] /.test(block) ? list(block) : html`<p>${inline(block)}</p>`));
}

/** One paragraph, without its tags. */
export function inline(text: string | undefined): Html[] {
  return (text ?? '')
    .trim()
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) => {
      if (part.startsWith('`') && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`;
      if (part.startsWith('**') && part.length > 4) return html`<strong>${part.slice(2, -2)}</strong>`;
      return html`${part}`;
    });
}

function list(block: string): Html {
  const items = block.split(/\n(?=[-*] )/).map((item) => html`<li>${inline(item.slice(2))}</li>`);
  return html`<ul>${items}</ul>`;
}
