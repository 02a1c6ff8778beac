/** A drawn poster for a film that has none: the title in a serif, and above it a picture of cut paper. */
import { type Inks, PRINTINGS } from './poster/colour.ts';
import { type Chance, COMPOSITIONS } from './poster/compositions.ts';
import { isRightToLeft, setTitle } from './poster/lettering.ts';
import { escapeMarkup } from './text.ts';

export interface PosterFilm {
  title: string;
  release_year: number | null;
  /** Chooses hue, printing and picture; without one the title and year do. */
  slug: string | null;
}

const WIDTH = 200;
const HEIGHT = 300;
const MARGIN = 16;
const TITLE_HEIGHT = 104;
const YEAR_SIZE = 12;
// Quoted where a word of the name begins with a digit: unquoted, the whole list would be invalid.
const SERIF = "Iowan Old Style,Palatino Linotype,Palatino,'Source Serif 4',Georgia,serif";

/**
 * An SVG of two by three, the same for the same film on every machine. Its colours come from the slug, lettering has at
 * least 4.5 : 1 contrast to its ground, and everything is said in attributes, so that it stands under a content security
 * policy that forbids inline styles, and several can share a page (there are no ids). `width` is in CSS pixels; without it
 * the drawing fills what holds it.
 */
export function posterPlaceholder(film: PosterFilm, options: { width?: number } = {}): string {
  const year = film.release_year === null ? '' : String(film.release_year);
  const title = film.title.replace(UNPRINTABLE, ' ').trim() || 'Untitled';
  const chance = chanceOf(film.slug ?? `${title} ${year}`);
  const hue = chance() * 360;
  const inks = pick(PRINTINGS, chance)(hue, 120 + chance() * 120);
  const picture = pick(COMPOSITIONS, chance)(inks, chance);
  const atTop = chance() < 0.25;
  const inset = chance() < 0.35 ? MARGIN : 0;

  const setting = setTitle(title, { width: WIDTH - 2 * MARGIN, height: TITLE_HEIGHT });
  const titleHeight = setting.lines.length * setting.leading;
  const foot = MARGIN + titleHeight + (year === '' ? 0 : YEAR_SIZE + 6) + MARGIN - 4;
  const stage = { y: atTop ? foot : inset, height: HEIGHT - foot - inset };
  const head = atTop ? MARGIN : HEIGHT - foot + MARGIN - 4;

  const size = options.width === undefined ? '' : ` width="${options.width}" height="${options.width * 1.5}"`;
  const name = year === '' ? title : `${title} (${year})`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"${size} role="img">` +
    `<title>${escapeMarkup(name)}</title>` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${inks.ground}"/>` +
    `<svg x="${inset}" y="${round(stage.y)}" width="${WIDTH - 2 * inset}" height="${round(stage.height)}" ` +
    `viewBox="0 0 200 200" preserveAspectRatio="xMidYMax slice">` +
    // The field is far larger than the stage: a slice may show what lies beside it.
    `<rect x="-200" y="-200" width="600" height="400" fill="${inks.field}"/>${picture}</svg>` +
    `${lettering(setting, year, head, inks, isRightToLeft(title))}</svg>`
  );
}

function lettering(
  { lines, size, leading }: ReturnType<typeof setTitle>,
  year: string,
  head: number,
  inks: Inks,
  rightToLeft: boolean,
): string {
  // In a right-to-left text the start of a line is its right end.
  const x = rightToLeft ? WIDTH - MARGIN : MARGIN;
  const direction = rightToLeft ? ' direction="rtl"' : '';
  const spans = lines.map((line, i) => {
    const y = round(head + size * 0.86 + i * leading);
    return `<tspan x="${x}" y="${y}">${escapeMarkup(line)}</tspan>`;
  });
  const text = `<text font-family="${SERIF}" font-size="${size}" font-weight="700" fill="${inks.text}"${direction}>`;
  const below = round(head + lines.length * leading + YEAR_SIZE + 2);
  const yearText =
    year === ''
      ? ''
      : `<text x="${x}" y="${below}" font-family="${SERIF}" font-size="${YEAR_SIZE}" letter-spacing="1.5" ` +
        `fill="${inks.text}"${direction}>${escapeMarkup(year)}</text>`;
  return `${text}${spans.join(' ')}</text>${yearText}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pick<T>(values: readonly T[], chance: Chance): T {
  return values[Math.floor(chance() * values.length)]!;
}

/** Numbers that follow from a text: FNV-1a for the seed, then mulberry32. */
function chanceOf(text: string): Chance {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What XML cannot hold (control characters, lone surrogates, two non-characters), and line breaks. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
