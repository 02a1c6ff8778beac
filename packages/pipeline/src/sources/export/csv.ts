/** The CSV files of an export: UTF-8, quoted cells over several lines, read to the last row that is whole. */
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { type ExportFile, quote } from './archive.ts';
import { ImportError } from './error.ts';

/** No cell of an export comes near this; a quotation mark that is never closed would swallow the file. */
const MAX_RECORD_CHARACTERS = 2 ** 20;

/** Where and why reading ended before the end of the file. Rows are counted as a spreadsheet does: the header is row 1. */
export interface Break {
  row: number;
  reason: string;
}

/**
 * Hands every record to `onRecord` and resolves to null, or to the place where the file stops being CSV. What `onRecord`
 * throws is thrown on; an ImportError `bad_encoding` when it is not UTF-8.
 */
export async function readRecords(
  file: ExportFile,
  onRecord: (cells: string[], row: number) => void,
  onBytes: (bytes: number) => void,
): Promise<Break | null> {
  const parser = parse({
    // With CR LF by the book; an editor may have changed them, or some of them.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    // Called before an error further on can drop what the parser still holds back. Nothing leaves it in another way.
    on_record: (cells: string[], { records, empty_lines }) => {
      onRecord(cells, records + empty_lines);
      return null;
    },
  });
  parser.resume();
  try {
    await pipeline(decode(file, onBytes), parser);
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records, empty_lines } = parser.info;
    return { row: records + empty_lines + 1, reason: reasonOf(error) };
  }
}

/** In our own words: the parser's quote the row, and there are rows that are nobody's business. */
function reasonOf(error: CsvError): string {
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? 'it is longer than any row of an export: a quotation mark is probably not closed'
    : 'a quotation mark is not closed, or stands where none belongs';
}

async function* decode(file: ExportFile, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  // Takes a byte order mark away.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of file.read()) {
    onBytes(chunk.byteLength);
    yield text(file, () => decoder.decode(chunk, { stream: true }));
  }
  yield text(file, () => decoder.decode());
}

function text(file: ExportFile, decoded: () => string): string {
  let result: string;
  try {
    result = decoded();
  } catch (error) {
    throw badEncoding(file, error);
  }
  // UTF-16 without a byte order mark is valid UTF-8, every other byte a NUL.
  if (result.includes('\0')) throw badEncoding(file);
  return result;
}

const badEncoding = (file: ExportFile, cause?: unknown) =>
  new ImportError(
    'bad_encoding',
    `${quote(file.path)} is not UTF-8 (it may be UTF-16). Give the file as Letterboxd made it, or save it as UTF-8.`,
    { cause },
  );

/** A row of a table by the names of its columns. */
export interface Row {
  number: number;
  /** A cell without surrounding white space. */
  text(column: string): string;
}

/**
 * Reads a table. Its first record names the columns and has to hold those in `columns`; others are not looked at. A row with
 * more or fewer cells than the header ends it, like a broken quotation mark. Throws an ImportError `bad_header`.
 */
export async function readTable(
  file: ExportFile,
  columns: readonly string[],
  onRow: (row: Row) => void,
  onBytes: (bytes: number) => void,
): Promise<Break | null> {
  let table: Table | null = null;
  let broken: Break | null = null;
  const end = await readRecords(
    file,
    (cells, number) => {
      if (table === null) table = new Table(file, cells, columns);
      else if (broken === null) {
        if (table.fits(cells)) onRow(table.row(cells, number));
        else broken = { row: number, reason: table.misfit(cells) };
      }
    },
    onBytes,
  );
  // Also of an empty file, and of one whose header is broken.
  if (table === null) throw missing(file, columns);
  return broken ?? end;
}

/** The header of a table, and rows under it. */
export class Table {
  readonly #index: ReadonlyMap<string, number>;
  readonly #width: number;

  constructor(file: ExportFile, header: readonly string[], columns: readonly string[]) {
    this.#index = new Map(header.map((name, i) => [name.trim(), i]));
    this.#width = header.length;
    const lacking = columns.filter((name) => !this.#index.has(name));
    if (lacking.length > 0) throw missing(file, lacking);
  }

  fits(cells: readonly string[]): boolean {
    return cells.length === this.#width;
  }

  misfit(cells: readonly string[]): string {
    return `it has ${cells.length} cells instead of ${this.#width}`;
  }

  row(cells: readonly string[], number: number): Row {
    return { number, text: (column) => (cells[this.#index.get(column) ?? -1] ?? '').trim() };
  }
}

const missing = (file: ExportFile, columns: readonly string[]) =>
  new ImportError(
    'bad_header',
    `${quote(file.path)} has no column ${columns.map((name) => `"${name}"`).join(', ')}: ` +
      'it is not what Letterboxd exports, or they changed it. Nothing was stored.',
  );
