/**
 * Sets a title in lines without measuring type: SVG wraps nothing by itself, and the reader's serif is not known here. The
 * widths are those of a wide bold serif, so that a narrower one leaves a little air and none runs over the edge.
 */

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;
const FULL_WIDTH = /[\p{Script=Hangul}\p{Extended_Pictographic}]/u;
/** What must not begin a line in Japanese and Chinese. */
const CLOSING = /^[、。，．・：；？！ー）」』】〉》々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…]/u;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether the first letter belongs to a script that is written from right to left. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

const SPACE = 0.34;

/** The width of one character, in ems. */
function emsOf(character: string): number {
  if (CJK.test(character) || FULL_WIDTH.test(character)) return 1;
  if (/^[ijlI.,:;!|'’‘·]/u.test(character)) return 0.42;
  if (/^[frt()[\]"“”/-]/u.test(character)) return 0.52;
  if (/^[mMwW@%&—…]/u.test(character)) return 1.04;
  if (/^\p{Lu}/u.test(character)) return 0.84;
  return 0.67;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const SIMPLE = /^[ -\u02ff]*$/u;

/** What a reader takes for one character: a letter with its marks, an emoji of several code points. */
function charactersOf(text: string): string[] {
  return SIMPLE.test(text) ? text.split('') : Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** What stays on one line, and its width in ems. */
interface Piece {
  text: string;
  ems: number;
  /** Whether a space stands before it when it does not begin a line. */
  spaced: boolean;
}

/** Pieces between which a line may break: words, and single characters of Chinese and Japanese. */
function piecesOf(title: string): Piece[] {
  const pieces: Piece[] = [];
  for (const word of title.split(/\s+/u).filter(Boolean)) {
    let spaced = true;
    let open = false;
    for (const character of charactersOf(word)) {
      const last = pieces.at(-1);
      const single = CJK.test(character);
      if (last && !spaced && (CLOSING.test(character) || (open && !single))) {
        last.text += character;
        last.ems += emsOf(character);
      } else pieces.push({ text: character, ems: emsOf(character), spaced });
      open = !single;
      spaced = false;
    }
  }
  return pieces;
}

/** Cuts a piece that is wider than a line into parts that are not. */
function cutPiece(piece: Piece, ems: number): Piece[] {
  const parts: Piece[] = [{ text: '', ems: 0, spaced: piece.spaced }];
  for (const character of charactersOf(piece.text)) {
    const part = parts.at(-1)!;
    const wider = part.ems + emsOf(character);
    if (part.text !== '' && wider > ems) parts.push({ text: character, ems: emsOf(character), spaced: false });
    else {
      part.text += character;
      part.ems = wider;
    }
  }
  return parts;
}

interface Line {
  text: string;
  ems: number;
}

function fill(pieces: readonly Piece[], measure: number): Line[] {
  const lines: Line[] = [];
  for (const { text, ems, spaced } of pieces) {
    const line = lines.at(-1);
    const wider = line ? line.ems + (spaced ? SPACE : 0) + ems : 0;
    if (line && wider <= measure) {
      line.text += spaced ? ` ${text}` : text;
      line.ems = wider;
    } else lines.push({ text, ems });
  }
  return lines;
}

export interface Setting {
  lines: readonly string[];
  /** Font size and distance of the base lines, in the units of the drawing. */
  size: number;
  leading: number;
}

const SIZES = [36, 32, 28, 25, 22, 19.5, 17.5, 15.5, 14, 12.5] as const;
const SMALLEST = 11;
/** From this size down a word may be cut; above it a smaller size is tried first. */
const CUT_FROM = 14;

/**
 * The largest setting that fits into `box`, with lines of even length. A title that does not fit even at the smallest size
 * ends in `…`.
 */
export function setTitle(title: string, box: { width: number; height: number }): Setting {
  const whole = piecesOf(title);
  const widest = Math.max(...whole.map(({ ems }) => ems));
  const setAt = (size: number) => {
    const measure = box.width / size;
    const pieces = widest > measure ? whole.flatMap((piece) => cutPiece(piece, measure)) : whole;
    return { measure, pieces, lines: fill(pieces, measure), room: Math.floor(box.height / leadingOf(size)) };
  };
  for (const size of SIZES) {
    if (size > CUT_FROM && widest > box.width / size) continue;
    const { measure, pieces, lines, room } = setAt(size);
    if (lines.length <= room) return { lines: even(pieces, lines, measure), size, leading: leadingOf(size) };
  }
  const { measure, pieces, lines, room } = setAt(SMALLEST);
  const set = lines.length <= room ? even(pieces, lines, measure) : cutOff(lines, room);
  return { lines: set, size: SMALLEST, leading: leadingOf(SMALLEST) };
}

function leadingOf(size: number): number {
  return size * 1.14;
}

function cutOff(lines: readonly Line[], room: number): string[] {
  const kept = lines.slice(0, room).map(({ text }) => text);
  const last = charactersOf(kept.pop() ?? '');
  return [...kept, `${last.slice(0, -1).join('').trimEnd()}…`];
}

/** The same number of lines at the narrowest measure that still holds them: no long line over a single word. */
function even(pieces: readonly Piece[], full: readonly Line[], widest: number): string[] {
  let best = full;
  for (let measure = widest - 0.5; measure > 1; measure -= 0.5) {
    const narrower = fill(pieces, measure);
    if (narrower.length > full.length || narrower.some(({ ems }) => ems > measure)) break;
    best = narrower;
  }
  return best.map(({ text }) => text);
}
