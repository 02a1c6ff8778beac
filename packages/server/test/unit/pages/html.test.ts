import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, trusted } from '../../../src/pages/html.ts';

const decode = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('html', () => {
  it('keeps any text as text, in content and in attributes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '#', ';', 'l', 't', 'あ') }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        const [, attribute, content] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(markup)!;
        expect([decode(attribute!), decode(content!)]).toEqual([text, text]);
      }),
    );
  });

  it('escapes once: markup in markup stays, lists are their parts', () => {
    const items = ['a & b', '<i>'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>`.markup).toBe('<ul><li>a &amp; b</li><li>&lt;i&gt;</li></ul>');
    expect(html`${trusted('<svg/>')}`.markup).toBe('<svg/>');
  });

  it('leaves nothing behind of what is absent, but writes zero', () => {
    expect(html`[${null}${undefined}${false}${[]}${0}]`.markup).toBe('[0]');
  });
});
