/** Rankings as files, written while they are sent. */
import { Readable } from 'node:stream';
import {
  type ExportFormat,
  type FilmFilter,
  letterboxdCsv,
  type RankingRow,
  radarrJson,
  rankingCsv,
} from '@cohort-almanac/core';
import { type CohortCard, type Database, recordExport, settleExport } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { ZipFile } from 'yazl';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './account-types.ts';
import type { ListReader } from './film-lists.ts';
import type { QuotasService } from './quotas.ts';
import type { RankingsService, Viewer, WholeRanking } from './types.ts';

export interface ExportWish {
  format: ExportFormat;
  filter: FilmFilter;
  /** The first so many films of the list; all of them unless set. */
  limit?: number;
  /** Of the files that Letterboxd's limit makes necessary, from 1. */
  part?: number;
}

export interface ExportFile {
  content_type: string;
  /** Letters, digits, dashes and dots. */
  filename: string;
  /** How many files the list takes: 1, unless Letterboxd's limit makes more necessary. */
  parts: number;
  content: Readable;
}

/** Whom an export is for. */
export interface ExportReader {
  viewer: Viewer;
  caller: Pick<Caller, 'network' | 'request_id'>;
  rights: ListReader;
  /** A ranked film as answers show it. */
  present: (row: RankingRow) => object;
  /** What a list says besides its films. */
  presentAbout: (ranking: WholeRanking) => object;
}

export interface ExportsService {
  /**
   * Begins a file. It is counted and noted as soon as it begins. Throws the problems `quota-exceeded`, `unprocessable` (there
   * is no such part), and those of `RankingsService.all`.
   */
  write(cohort: CohortCard, wish: ExportWish, reader: ExportReader): Promise<ExportFile>;
}

/** Bytes that are handed to the connection at once. */
const CHUNK = 64 * 1024;

export function exportsService(
  db: Database,
  { rankings, quotas, log }: { rankings: RankingsService; quotas: QuotasService; log: Logger },
): ExportsService {
  /** Counts what is sent, and notes it at the end, also when the reader goes away before. */
  async function* noted(id: number, pieces: Iterable<string> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    let complete = false;
    try {
      for await (const piece of pieces) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
        bytes += chunk.length;
        yield chunk;
      }
      complete = true;
    } finally {
      await settleExport(db, id, { bytes, complete }).catch((err: unknown) =>
        log.error({ err, export_id: id }, 'the end of an export could not be noted'),
      );
    }
  }

  return {
    async write(cohort, wish, reader) {
      const giveBack = await quotas.take(reader.viewer, 'export');
      try {
        const ranking = await rankings.all(cohort, wish.filter, reader.rights);
        const whole = {
          ...ranking,
          items: wish.limit === undefined ? ranking.items : ranking.items.slice(0, wish.limit),
        };
        const { pieces, ...file } = fileOf(cohort, whole, wish, reader);
        const id = await recordExport(db, {
          user_id: reader.viewer.user_id,
          token_id: reader.viewer.token_id,
          cohort_id: cohort.id,
          format: wish.format,
          filter_hash: ranking.filter_hash,
          ranking_version: ranking.ranking_version,
          films: whole.items.length,
          ...reader.caller,
        });
        return { ...file, content: Readable.from(noted(id, pieces), { objectMode: false }) };
      } catch (error) {
        await giveBack();
        throw error;
      }
    },
  };
}

type Pieces = Iterable<string> | AsyncIterable<Buffer>;
type Unsent = Omit<ExportFile, 'content'> & { pieces: Pieces };

function fileOf(cohort: CohortCard, ranking: WholeRanking, wish: ExportWish, reader: ExportReader): Unsent {
  const name = nameOf(cohort, ranking);
  switch (wish.format) {
    case 'csv':
      return {
        content_type: 'text/csv; charset=utf-8',
        filename: `${name}.csv`,
        parts: 1,
        pieces: chunks(rankingCsv(ranking.items)),
      };
    case 'json':
      return {
        content_type: 'application/json',
        filename: `${name}.json`,
        parts: 1,
        pieces: chunks(rankingJson(ranking, reader)),
      };
    case 'radarr':
      return {
        content_type: 'application/json',
        filename: `${name}-radarr.json`,
        parts: 1,
        pieces: chunks(radarrJson(ranking.items)),
      };
    case 'letterboxd':
      return letterboxdFile(name, letterboxdCsv(ranking.items), wish.part);
  }
}

/** One file while it fits, else one part of it, else all parts in a ZIP. */
function letterboxdFile(name: string, parts: readonly string[], part: number | undefined): Unsent {
  const partName = (n: number) => `${name}-letterboxd-${n}-of-${parts.length}.csv`;
  const csv = 'text/csv; charset=utf-8';
  if (part !== undefined) {
    const content = parts[part - 1];
    if (content === undefined) {
      throw new ProblemError(
        'unprocessable',
        `The list has ${parts.length} part(s); ask for one from 1 to ${parts.length}.`,
      );
    }
    return { content_type: csv, filename: partName(part), parts: parts.length, pieces: [content] };
  }
  if (parts.length === 1) return { content_type: csv, filename: `${name}-letterboxd.csv`, parts: 1, pieces: parts };
  const zip = new ZipFile();
  for (const [index, content] of parts.entries()) zip.addBuffer(Buffer.from(content), partName(index + 1));
  zip.end();
  return {
    content_type: 'application/zip',
    filename: `${name}-letterboxd.zip`,
    parts: parts.length,
    pieces: zip.outputStream as AsyncIterable<Buffer>,
  };
}

/** The list as the API shows it, without pages. */
function* rankingJson(ranking: WholeRanking, { present, presentAbout }: ExportReader): Generator<string> {
  yield '{"items":[';
  for (const [index, row] of ranking.items.entries()) {
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(present(row))}`;
  }
  yield `\n],${JSON.stringify(presentAbout(ranking)).slice(1)}\n`;
}

/** `almanac-demo-bayesian-2026-11-25`: the cohort, the strategy, and the day on which the numbers were computed. */
function nameOf({ label }: CohortCard, { strategy, computed_at }: WholeRanking): string {
  const day = computed_at === null ? [] : [computed_at.toISOString().slice(0, 10)];
  return ['almanac', label, strategy.replaceAll('_', '-'), ...day].join('-');
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
