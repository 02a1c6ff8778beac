import { describe, expect, it } from 'vitest';
import { cleanText, filmSlug, leadingCount, memberName, parseCount, toPath, webUrl } from '../../src/parse/text.ts';

describe('cleanText', () => {
  it.each([
    ['  The Zone of\u00a0Interest\n', 'The Zone of Interest'],
    ['\u200eAmélie\u200f \u202aPoulain\u202c', 'Amélie Poulain'],
    ['a\t\n\r\u2009b', 'a b'],
    ['\u00a0', ''],
    // Joiners make one sign of several, and belong to the words of some scripts.
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%j → %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('parseCount', () => {
  it.each([
    ['4398', 4398],
    ['4,398', 4398],
    ['1,078,261', 1078261],
    ['75K', 75_000],
    ['3.2K', 3200],
    ['1.1M', 1_100_000],
    ['0', 0],
    ['', null],
    ['4,39', null],
    ['1.5', null],
    ['-3', null],
    ['many', null],
  ])('%j → %s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  it('reads the count that a text begins with', () => {
    expect(leadingCount('79\u00a0films')).toBe(79);
    expect(leadingCount(' 75K fans')).toBe(75_000);
    expect(leadingCount('Watched 79 films')).toBeNull();
  });
});

describe('links', () => {
  it('takes paths and absolute links alike', () => {
    expect(toPath('/quill/films/page/2/')).toBe('/quill/films/page/2/');
    expect(toPath('https://letterboxd.com/quill/films/?x=1#top')).toBe('/quill/films/?x=1');
    for (const other of ['#', '', 'javascript:void(0)', '//elsewhere.example/', 'films/', undefined, null]) {
      expect(toPath(other)).toBeNull();
    }
  });

  it("knows a film's page from somebody's view of a film", () => {
    expect(filmSlug('/film/playtime/')).toBe('playtime');
    expect(filmSlug('https://letterboxd.com/film/playtime/')).toBe('playtime');
    expect(filmSlug('/quill/film/playtime/')).toBeNull();
    expect(filmSlug('/film/film:51000/')).toBeNull();
  });

  it('knows a member from other paths', () => {
    expect(memberName('/quill_99/')).toBe('quill_99');
    expect(memberName('/quill/films/')).toBeNull();
  });

  it('leaves out addresses that lead nowhere on the web', () => {
    expect(webUrl('https://static.example/a.jpg')).toBe('https://static.example/a.jpg');
    for (const other of ['./page_files/a.jpg', 'data:image/png;base64,AA', '', undefined])
      expect(webUrl(other)).toBeNull();
  });
});
