/** What commands print: tables for people, one JSON document for programs. Progress and remarks go to stderr. */
import Table from 'cli-table3';

/** Prints one JSON document, and nothing else, on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A remark: on stderr, so that stdout stays what was asked for. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

export interface Column<Row> {
  head: string;
  cell: (row: Row) => string | number | null;
  align?: 'left' | 'right';
  /** The one column that is cut when the terminal is narrow. */
  flexible?: true;
  /** Left out when the terminal is too narrow for it. */
  optional?: true;
}

const GAP = 2;
const NARROWEST = 12;
const READABLE = 30;
const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
};
const NO_LINES = {
  ...BARE,
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

/** Prints rows under their heads. On a terminal the flexible column gives way; in a pipe nothing is cut. */
export function printTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
  process.stdout.write(`${formatTable(columns, rows, process.stdout.isTTY ? process.stdout.columns : null)}\n`);
}

/** @param width of the terminal in characters; null = as wide as the longest cells */
export function formatTable<Row>(all: readonly Column<Row>[], rows: readonly Row[], width: number | null): string {
  const columns = width === null ? all : whatFits(all, rows, width);
  const table = new Table({
    head: columns.map(({ head }) => head),
    colWidths: widthsOf(columns, rows, width).map((w) => w + GAP),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...NO_LINES, middle: '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    truncate: '…',
  });
  table.push(...rows.map((row) => columns.map((column) => text(column, row))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const text = <Row>({ cell }: Column<Row>, row: Row): string => String(cell(row) ?? '–');

/** What each column takes; the flexible one takes what the others leave of the width. */
function widthsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number | null): number[] {
  const widths = columns.map((column) =>
    Math.max(displayWidth(column.head), ...rows.map((row) => displayWidth(text(column, row)))),
  );
  const flexible = columns.findIndex((column) => column.flexible);
  if (width !== null && flexible !== -1) {
    const others = widths.reduce((sum, w, i) => sum + (i === flexible ? 0 : w), 0) + GAP * columns.length;
    widths[flexible] = Math.min(widths[flexible]!, Math.max(NARROWEST, width - others));
  }
  return widths;
}

/** Leaves optional columns out, the last first, while the flexible one has no room to be read. */
function whatFits<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly Column<Row>[] {
  const flexible = columns.findIndex((column) => column.flexible);
  const wanted = Math.min(READABLE, widthsOf(columns, rows, null)[flexible] ?? 0);
  const last = columns.findLastIndex((column) => column.optional);
  if (last === -1 || widthsOf(columns, rows, width)[flexible]! >= wanted) return columns;
  return whatFits(columns.toSpliced(last, 1), rows, width);
}

/** Columns that a terminal gives to a text: letters of East Asian scripts and emoji take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : ZERO.test(character) ? 0 : 1;
  return width;
}
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const ZERO = /[\p{Mn}\p{Cf}]/u;

/** Prints names and values, one a line, the values under each other. */
export function printFacts(facts: readonly (readonly [name: string, value: string | number | null])[]): void {
  const widest = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value] of facts) print(`${name.padEnd(widest)}  ${value ?? '–'}`);
}

/** A whole number with its thousands set apart, the same on every machine. */
export const integer = (n: number): string => n.toLocaleString('en-US');

/** A time as a terminal shows it, in UTC to the minute. */
export const time = (date: Date | string | null): string | null =>
  date === null ? null : `${new Date(date).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Milliseconds as people say them: `0.8 s`, `41 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
