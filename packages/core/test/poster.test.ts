import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posterPlaceholder } from '../src/index.ts';
import { PRINTINGS } from '../src/poster/colour.ts';
import { setTitle } from '../src/poster/lettering.ts';

const film = (title: string, slug: string | null = 'a-film', release_year: number | null = 1999) => ({
  title,
  slug,
  release_year,
});
const fromXml = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as 'amp']!,
  );
const linesOf = (svg: string) =>
  [...svg.matchAll(/<tspan x="\d+" y="([\d.]+)">([^<]*)<\/tspan>/g)].map((m) => fromXml(m[2]!));
const ninety = 'Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge of the E';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe('posterPlaceholder', () => {
  it('is the same for the same film, and different for another', () => {
    expect(posterPlaceholder(film('Ran', 'ran'))).toBe(posterPlaceholder(film('Ran', 'ran')));
    const slugs = Array.from({ length: 300 }, (_, i) => `film-${i}`);
    expect(new Set(slugs.map((slug) => posterPlaceholder(film('Ran', slug)))).size).toBe(300);
    expect(posterPlaceholder(film('Ran', null))).not.toBe(posterPlaceholder(film('Run', null)));
  });

  it('says its title and year to those who do not see it', () => {
    expect(posterPlaceholder(film('Ran'))).toMatch(/^<svg [^>]*role="img"><title>Ran \(1999\)<\/title>/);
    expect(posterPlaceholder(film('Ran', 'ran', null))).toContain('<title>Ran</title>');
    expect(posterPlaceholder(film('  '))).toContain('<title>Untitled (1999)</title>');
  });

  it('is two by three', () => {
    expect(posterPlaceholder(film('Ran'), { width: 154 })).toContain('viewBox="0 0 200 300" width="154" height="231"');
    expect(posterPlaceholder(film('Ran'))).toMatch(/viewBox="0 0 200 300" role/);
  });

  it('is well formed, whatever the title, and needs no inline style, script, id or address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, slug) => {
        const svg = posterPlaceholder(film(title, slug));
        expect(svg).not.toMatch(/[\p{Cc}\p{Cs}]|&(?!(amp|lt|gt|quot|#39);)/u);
        // Every tag is one of ours and is closed in order.
        const open: string[] = [];
        for (const [tag, close, name, empty] of svg.matchAll(/<(\/?)([a-z]+)(?: [\w:-]+="[^"<>]*")*(\/?)>/g)) {
          expect(['svg', 'title', 'g', 'rect', 'circle', 'ellipse', 'path', 'polygon', 'text', 'tspan']).toContain(
            name,
          );
          expect(tag).not.toMatch(/ (style|class|id|href|on\w+)=/);
          if (close) expect(open.pop()).toBe(name);
          else if (!empty) open.push(name!);
        }
        expect(open).toEqual([]);
        expect(svg.replace(/<\/?[a-z]+(?: [\w:-]+="[^"<>]*")*\/?>/g, '')).not.toMatch(/[<>]/);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });

  it('shows all of a title of 90 characters', () => {
    expect(ninety).toHaveLength(90);
    const lines = linesOf(posterPlaceholder(film(ninety)));
    expect(lines.join(' ')).toBe(ninety);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('keeps every line inside the poster', () => {
    const titles = ['M', 'Ran', ninety, '千と千尋の神隠し', 'x'.repeat(400), 'Koyaanisqatsi', 'word '.repeat(99)];
    for (const title of titles) {
      for (let i = 0; i < 40; i++) {
        const svg = posterPlaceholder(film(title, `s${i}`));
        const ys = [...svg.matchAll(/<(?:tspan|text) x="\d+" y="([\d.]+)"/g)].map((m) => Number(m[1]));
        expect(Math.min(...ys)).toBeGreaterThan(16);
        expect(Math.max(...ys)).toBeLessThanOrEqual(292);
      }
    }
  });

  it('begins right-to-left titles at the right', () => {
    const svg = posterPlaceholder(film('جدایی نادر از سیمین'));
    expect(svg).toContain('direction="rtl"');
    expect(svg).toContain('<tspan x="184"');
    expect(posterPlaceholder(film('Ran'))).not.toContain('direction');
  });

  it('contrasts its lettering with the ground by 4.5 to 1 in every printing and hue', () => {
    for (const printing of PRINTINGS) {
      for (let hue = 0; hue < 360; hue += 3) {
        const { text, ground } = printing(hue, 180);
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('setTitle', () => {
  const box = { width: 168, height: 104 };

  it('sets short titles large and long ones small', () => {
    expect(setTitle('Ran', box)).toMatchObject({ lines: ['Ran'], size: 36 });
    expect(setTitle(ninety, box).size).toBeLessThan(20);
  });

  it('loses no character of what fits, and breaks only where it may', () => {
    const title = fc.array(fc.constantFrom('The', 'of', 'Wrath', 'Night', 'a', '侍', 'の'), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(title, (words) => {
        const { lines, leading } = setTitle(words.join(' '), box);
        expect(lines.join(' ').split(' ')).toEqual(words);
        expect(lines.length * leading).toBeLessThanOrEqual(box.height);
      }),
    );
  });

  it('wraps Japanese by character, and begins no line with a closing sign', () => {
    const { lines } = setTitle('もののけ姫、そして千と千尋の神隠しッー', box);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('もののけ姫、そして千と千尋の神隠しッー');
    for (const line of lines) expect(line).not.toMatch(/^[、ッー]/);
  });

  it('cuts a word only when no size holds it whole, and ends in … what is too long for all', () => {
    expect(setTitle('Koyaanisqatsi', box).lines).toEqual(['Koyaanisqatsi']);
    const village = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
    expect(setTitle(village, box).lines.join('')).toBe(village);
    expect(setTitle('word '.repeat(99), box).lines.at(-1)).toMatch(/…$/);
  });

  it('keeps characters of several code points together', () => {
    const { lines } = setTitle('👩‍👩‍👧'.repeat(30), box);
    for (const line of lines) expect(line.replaceAll('👩‍👩‍👧', '').replace('…', '')).toBe('');
  });
});
