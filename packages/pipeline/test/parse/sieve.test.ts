import { textContent } from 'domutils';
import { describe, expect, it } from 'vitest';
import { hasWord, type SieveSpec, sieve } from '../../src/parse/sieve.ts';

const SPEC: SieveSpec = {
  endsAtFooter: true,
  keep(name, { class: classes }, inScope) {
    if (name === 'li' && inScope) return 'item';
    if (name === 'script' || name === 'p') return 'tree';
    return hasWord(classes, 'mark') ? 'tag' : null;
  },
  scope: (name, { id }) => name === 'ul' && id === 'list',
  hollow: ({ class: classes }) => hasWord(classes, 'hollow'),
};

const textsOf = (html: string) => sieve(html, SPEC).items.map((item) => textContent(item));

describe('sieve', () => {
  it('keeps items in their scope, whole trees, and bare tags', () => {
    const { items, document, cutOff } = sieve(
      '<div class="a mark b">x<ul><li>1</li></ul><ul id="list"><li>2<b>3</b></li><li>4</ul><p>5<i>6</i></p><li>7</li></div>',
      SPEC,
    );
    expect(items.map((item) => textContent(item))).toEqual(['23', '4']);
    expect(document.children.map((part) => textContent(part))).toEqual(['', '56']);
    expect(cutOff).toBe(false);
  });

  it('leaves out what is in a hollow element, but not what follows it', () => {
    expect(textsOf('<ul id="list"><li>1<div class="hollow">2<img><i>3</i></div>4</li></ul>')).toEqual(['14']);
  });

  it('leaves out what the end of the text cuts off', () => {
    const html = '<ul id="list"><li>1</li><li>2</li><li>3';
    expect(textsOf(html)).toEqual(['1', '2']);
    expect(sieve(html, SPEC).cutOff).toBe(true);
    expect(textsOf('<ul id="list"><li>1</li><li>2</l')).toEqual(['1']);
  });

  it('reads nothing after the footer has begun, and does not call that cut off', () => {
    const html = '<ul id="list"><li>1</li></ul><footer id="page-footer"><p>2';
    expect(sieve(html, SPEC)).toMatchObject({ items: { length: 1 }, document: { children: [] }, cutOff: false });
    expect(sieve(html, { ...SPEC, endsAtFooter: false })).toMatchObject({ document: { children: [] }, cutOff: true });
  });

  it.each([
    ['&quot;a&quot;', '"a"'],
    ['Am&eacute;lie &amp; co', 'Amélie & co'],
    ['&#39;&#x2019;&lrm;&nbsp;', "'’\u200e\u00a0"],
    ['&amp;quot;', '&quot;'],
    ['&quot;&amp;amp;', '"&amp;'],
    ['R&D & &unknown;', 'R&D & &unknown;'],
    ['a > b', 'a > b'],
  ])('decodes %s in attributes and texts', (raw, decoded) => {
    const { items } = sieve(
      `<ul id="list"><li title="${raw}"><b title='${raw.replaceAll("'", '')}'>${raw}</b></li></ul>`,
      SPEC,
    );
    expect(items[0]?.attribs.title).toBe(decoded);
    expect(textContent(items)).toBe(decoded);
  });

  it('leaves scripts as they are', () => {
    const { document } = sieve('<script>{"a":"&quot;<b>"}</script><p>&lt;</p>', SPEC);
    expect(document.children.map((part) => textContent(part))).toEqual(['{"a":"&quot;<b>"}', '<']);
  });
});

describe('hasWord', () => {
  it.each([
    ['griditem', true],
    ['tooltip griditem', true],
    ['a\ngriditem\tb', true],
    ['griditems', false],
    ['not-griditem', false],
    ['griditem-x griditem', true],
    ['', false],
    [undefined, false],
  ])('%j', (classes, has) => {
    expect(hasWord(classes, 'griditem')).toBe(has);
  });
});
