/** `lists/*.csv`: one line that says what it is, a header with its values, a blank line, and the films. */
import type { ExportFile } from './archive.ts';
import { filmOf, lidOf } from './cells.ts';
import type { ExportFilm, ExportList, Findings } from './contents.ts';
import { type Row, readRecords, Table } from './csv.ts';
import { ImportError } from './error.ts';

const FIRST_LINE = /^Letterboxd list export v\d+$/;
const LIST_ADDRESS = /^https?:\/\/letterboxd\.com\/[^/]+\/list\/([^/]+)\/?$/;

/** Reads a list; null when the file holds none (that is noted). */
export async function readList(
  file: ExportFile,
  findings: Findings,
  onFilm: (film: ExportFilm) => void,
  onBytes: (bytes: number) => void,
): Promise<ExportList | null> {
  const reader = new ListReader(file, findings, onFilm);
  try {
    const broken = await readRecords(file, (cells, number) => reader.take(cells, number), onBytes);
    if (broken) reader.end(broken.row, broken.reason);
  } catch (error) {
    // A later form of the file: the rest of the export is as good as ever.
    if (!(error instanceof ImportError) || error.code !== 'bad_header') throw error;
    reader.unknown();
  }
  return reader.list();
}

class ListReader {
  #form: 'open' | 'known' | 'unknown' = 'open';
  #about: Table | null = null;
  #films: Table | null = null;
  #list: ExportList | null = null;
  #ended = false;
  readonly #positions = new Set<number>();

  constructor(
    readonly file: ExportFile,
    readonly findings: Findings,
    readonly onFilm: (film: ExportFilm) => void,
  ) {}

  take(cells: string[], number: number): void {
    if (this.#ended || this.#form === 'unknown') return;
    if (this.#form === 'open') this.#form = FIRST_LINE.test(cells[0]?.trim() ?? '') ? 'known' : 'unknown';
    else if (!this.#about) this.#about = new Table(this.file, cells, ['Name', 'URL']);
    else if (!this.#list) this.#list = headOf(this.#about.row(cells, number), this.file);
    else if (!this.#films) this.#films = new Table(this.file, cells, ['Position', 'Name', 'Year', 'URL']);
    else if (this.#films.fits(cells)) this.#item(this.#list, this.#films.row(cells, number));
    else this.end(number, this.#films.misfit(cells));
  }

  #item(list: ExportList, row: Row): void {
    const film = filmOf(row, 'URL');
    const position = positionOf(row);
    if (typeof film === 'string') this.#gap(row.number, film);
    else if (position === null || this.#positions.has(position)) {
      this.#gap(row.number, 'its Position is no number of its own');
    } else {
      this.#positions.add(position);
      this.onFilm(film);
      list.items.push({ position, lid: film.lid });
    }
  }

  end(row: number, reason: string): void {
    if (!this.#ended) this.#gap(row, `${reason}; what follows is left out`);
    this.#ended = true;
  }

  unknown(): void {
    this.#form = 'unknown';
  }

  #gap(row: number | null, reason: string): void {
    this.findings.gap(this.file.path, row, reason);
    if (this.#list) this.#list.whole = false;
  }

  list(): ExportList | null {
    if (this.#list && this.#films && this.#form === 'known') return this.#list;
    this.#gap(null, 'is not a list in the form that is known here ("Letterboxd list export v7")');
    return null;
  }
}

function headOf(row: Row, file: ExportFile): ExportList {
  const url = row.text('URL');
  const fileName = file.path.slice('lists/'.length, -'.csv'.length);
  const title = row.text('Name') || fileName;
  return { slug: slugOf(LIST_ADDRESS.exec(url)?.[1] ?? fileName), lid: lidOf(url), title, items: [], whole: true };
}

/** Files are called by the lists' own slugs; whatever else a file is called has to fit into a path. */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.slice(0, 200) || 'list';
}

function positionOf(row: Row): number | null {
  const text = row.text('Position');
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}
