/** CSV tables with their headers checked, and rows that know where they stand, so that every complaint names its place. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { WorldError } from './world.ts';

/** After so many problems the rest is only counted: one wrong column would otherwise print a line for each row. */
const SHOWN_PROBLEMS = 20;

/** Collects what is wrong, so that whoever writes a world sees all of it at once. */
export class Problems {
  readonly lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
  }

  /** Throws a `WorldError` with the first problems when there are any. */
  throwIfAny(dir: string): void {
    if (this.lines.length === 0) return;
    const shown = this.lines.slice(0, SHOWN_PROBLEMS);
    const more = this.lines.length - shown.length;
    throw new WorldError(
      [
        `The world in ${dir} can't be used:`,
        ...shown.map((l) => `  ${l}`),
        ...(more > 0 ? [`  … and ${more} more`] : []),
      ].join('\n'),
    );
  }
}

/** One record of a table: its cells by column name, and where it stands. */
export class Row {
  constructor(
    private readonly file: string,
    /** Counted as a spreadsheet does: the header is row 1. */
    private readonly number: number,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
    private readonly problems: Problems,
  ) {}

  /** The cell's text without surrounding white space; '' when it is empty or the optional column is missing. */
  text(column: string): string {
    const index = this.columns.get(column);
    return index === undefined ? '' : (this.cells[index] ?? '').trim();
  }

  /** Notes what is wrong with a cell. */
  fail(column: string, what: string): void {
    this.problems.add(`${this.file}, row ${this.number}, column ${column}: ${what}`);
  }

  /** The cell's text, which must not be empty; null when it is (and the problem is noted). */
  needed(column: string): string | null {
    const text = this.text(column);
    if (text !== '') return text;
    this.fail(column, 'is empty, but must be given');
    return null;
  }

  /** A whole number within bounds; null when the cell is empty or wrong (and then noted). */
  integer(column: string, min: number, max = Number.MAX_SAFE_INTEGER): number | null {
    return this.number_(column, /^-?\d+$/, min, max, 'a whole number');
  }

  /** A decimal number within bounds; null when the cell is empty or wrong (and then noted). */
  decimal(column: string, min: number, max: number): number | null {
    return this.number_(column, /^-?\d+(\.\d+)?$/, min, max, 'a number');
  }

  /** 1 or 0; an empty cell is unknown, which the site shows as "no". */
  flag(column: string): boolean {
    const text = this.text(column);
    if (text !== '' && text !== '0' && text !== '1') this.fail(column, `"${text}" is neither 1 nor 0`);
    return text === '1';
  }

  /** A time in ISO 8601, UTC, as milliseconds since 1970; null when the cell is empty or wrong (and then noted). */
  time(column: string): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
    // Date.parse takes 2024-02-31 for 2 March; such a date is a slip of the pen.
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10))) return time;
    this.fail(column, `"${text}" is not an ISO time in UTC, such as 2024-05-31T20:15:00Z`);
    return null;
  }

  /** A list inside a cell, split by `;`. */
  list(column: string): string[] {
    return this.text(column)
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  private number_(column: string, shape: RegExp, min: number, max: number, what: string): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = Number(text);
    if (shape.test(text) && value >= min && value <= max) return value;
    const bounds = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `between ${min} and ${max}`;
    this.fail(column, `"${text}" is not ${what} ${bounds}`);
    return null;
  }
}

export interface TableFormat {
  file: string;
  /** Columns that must be there. */
  key: readonly string[];
  /** Columns that may be left out, which is the same as all their cells being empty. */
  optional: readonly string[];
}

/**
 * Reads one table. A missing file gives null. An unknown or doubled column, or a missing key column, is a problem (an unknown one is
 * mostly a misspelt one), and then the table has no rows.
 */
export function readTable(dir: string, format: TableFormat, problems: Problems): Row[] | null {
  const path = join(dir, format.file);
  if (!existsSync(path)) return null;
  let records: string[][];
  try {
    records = parse(readFileSync(path), { bom: true, skip_empty_lines: true });
  } catch (error) {
    problems.add(
      `${format.file}: not a well-formed CSV file: ${error instanceof Error ? error.message : String(error)}`,
    );
    return [];
  }
  const header = (records[0] ?? []).map((name) => name.trim());
  const known = new Set([...format.key, ...format.optional]);
  const wrong = [
    ...format.key.filter((name) => !header.includes(name)).map((name) => `the column ${name} is missing`),
    ...header.filter((name) => !known.has(name)).map((name) => `the column "${name}" is not known`),
    ...header.filter((name, i) => header.indexOf(name) !== i).map((name) => `the column ${name} is there twice`),
  ];
  if (wrong.length > 0) {
    const columns = [...format.key, ...format.optional].join(',');
    problems.add(`${format.file}, row 1: ${wrong.join('; ')} (the columns are ${columns})`);
    return [];
  }
  const columns = new Map(header.map((name, index) => [name, index]));
  return records.slice(1).map((cells, index) => new Row(format.file, index + 2, columns, cells, problems));
}
