import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { SETTABLE, settable, settableTitle } from '../../src/embed/picture.ts';

describe('what the type of the preview can set', () => {
  it('stays as it is', () => {
    const texts = ['Amélie', 'Żółw & Сталкер', '“8½” — Ελλάδα', 'M'];
    for (const text of texts) expect(settable(text, 'instead')).toBe(text);
  });

  it('gives way to what stands for it, and never to boxes', () => {
    expect(settable('千と千尋の神隠し', 'A list')).toBe('A list');
    expect(settable('Best 🎬', '最高')).toBe('');
  });

  it('is the words of the slug for a film in another script', () => {
    expect(settableTitle({ title: '千と千尋の神隠し', slug: 'spirited-away' })).toBe('Spirited Away');
    expect(settableTitle({ title: '千と千尋の神隠し', slug: null })).toBe('Untitled');
    expect(settableTitle({ title: 'Ran', slug: 'ran' })).toBe('Ran');
  });
});

/** The characters of a font, from the segments of its `cmap` in format 4 (OpenType 1.9, cmap). */
function charactersOf(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) => 12 + 16 * n);
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')! + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, n) => cmap + font.readUInt32BE(cmap + 8 + 8 * n),
  );
  const at = subtables.find((offset) => font.readUInt16BE(offset) === 4)!;
  const doubled = font.readUInt16BE(at + 6);
  const characters = new Set<number>();
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = font.readUInt16BE(at + 14 + segment);
    const first = font.readUInt16BE(at + 16 + doubled + segment);
    const delta = font.readUInt16BE(at + 16 + 2 * doubled + segment);
    const here = at + 16 + 3 * doubled + segment;
    const range = font.readUInt16BE(here);
    for (let code = first; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(here + range + 2 * (code - first));
      if ((glyph & 0xffff) !== 0) characters.add(code);
    }
  }
  return characters;
}

describe('the fonts that are sent along', () => {
  it.each(['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'])('%s has every settable letter', (cut) => {
    const require = createRequire(import.meta.url);
    const file = `@expo-google-fonts/source-serif-4/${cut}/SourceSerif4_${cut}.ttf`;
    const has = charactersOf(readFileSync(require.resolve(file)));
    const codes = Array.from({ length: 0x3000 }, (_, code) => code);
    const missing = codes.filter((code) => SETTABLE.test(String.fromCharCode(code)) && !has.has(code));
    expect(missing.map((code) => code.toString(16))).toEqual([]);
  });
});
