import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTRIBUTION,
  rankingCsv as csvPieces,
  radarrJson as jsonPieces,
  LETTERBOXD_MAX_BYTES,
  letterboxdCsv,
  type RankingRow,
} from '../src/index.ts';
import { row } from './filter/rows.ts';

const read = (csv: string) => parse(csv, { record_delimiter: '\r\n' }) as string[][];
const objects = (csv: string) => parse(csv, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
const undefuse = (cell: string) => (/^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell);
const rankingCsv = (rows: RankingRow[]) => [...csvPieces(rows)].join('');
const radarrJson = (rows: RankingRow[]) => [...jsonPieces(rows)].join('');
const people = (...names: string[]) => names.map((name, i) => ({ person_id: i + 1, name }));

describe('rankingCsv', () => {
  it('has its header even without films', () => {
    expect(rankingCsv([])).toBe(
      'rank,score,title,release_year,watchers,avg_rating,likes_count,favorites_count,divergence,distribution,bucket,' +
        'directors,genres,letterboxd_uri,tmdb_id,imdb_id,attribution\r\n',
    );
  });

  it('writes a film on a line, numbers as they are, unknown as nothing', () => {
    const csv = rankingCsv([
      row({
        title: 'Crime, "and" Punishment',
        score: 0.1 + 0.2,
        divergence: -0.5,
        release_year: null,
        directors: people('A', 'B, C'),
        genres: [],
      }),
    ]);
    expect(csv.split('\r\n')[1]).toBe(
      '1,0.30000000000000004,"Crime, ""and"" Punishment",,8,4.1875,5,1,-0.5,unclassified,Hidden gem,"A; B, C",,' +
        `https://boxd.it/aBcD,499,tt0055852,"${ATTRIBUTION}"`,
    );
  });

  it('says where the data comes from in every row', () => {
    expect(ATTRIBUTION).toContain('Letterboxd');
    expect(ATTRIBUTION).toContain(
      'This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.',
    );
    const rows = objects(rankingCsv([row(), row({ rank: 2 })]));
    expect(rows.map((film) => film.attribution)).toEqual([ATTRIBUTION, ATTRIBUTION]);
  });

  it.each(['=1+1', '+1', '-30-', '@home', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    'defuses the title %j',
    (title) => {
      const [film] = objects(rankingCsv([row({ title, divergence: -1 })]));
      expect(film!.title).toBe(`'${title}`);
      expect(film!.divergence).toBe('-1');
    },
  );

  it('defuses lists by their first sign only', () => {
    const [film] = objects(rankingCsv([row({ directors: people('@first', '=second') })]));
    expect(film!.directors).toBe("'@first; =second");
  });

  it('is read back by another parser as it was', () => {
    const awkward = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', "'", '=', '-', ' ', 'é', '侍', ';') });
    const text = awkward.map((t) => (/^'[=+\-@\t\r\n]/.test(t) ? `x${t}` : t));
    const film = fc.record({
      title: text,
      score: fc.double({ noNaN: true, noDefaultInfinity: true }),
      divergence: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      genres: fc.array(text.map((name) => ({ id: name, name }))),
    });
    fc.assert(
      fc.property(fc.array(film), (films) => {
        const rows = films.map((over, i) => row({ ...over, rank: i + 1 }));
        const [, ...records] = read(rankingCsv(rows));
        expect(records.map((cells) => cells.length)).toEqual(rows.map(() => 17));
        records.forEach((cells, i) => {
          const { title, score, divergence, genres } = rows[i]!;
          expect(undefuse(cells[2]!)).toBe(title);
          expect(Number(cells[1])).toBe(score + 0);
          expect(cells[8] === '' ? null : Number(cells[8])).toBe(divergence === null ? null : divergence + 0);
          expect(undefuse(cells[12]!)).toBe(genres.map(({ name }) => name).join('; '));
        });
      }),
    );
  });
});

describe('letterboxdCsv', () => {
  it('is the import format, by rank, with the diary fields empty', () => {
    const [csv, ...others] = letterboxdCsv([
      row({ rank: 2, lid: null, slug: 'b', title: 'B', media_type: 'tv', directors: people('X', 'Y') }),
      row({ rank: 1, title: 'A, or B' }),
    ]);
    expect(others).toEqual([]);
    expect(csv).toBe(
      'LetterboxdURI,tmdbID,imdbID,Title,Year,Directors,Rating,Rating10,WatchedDate,Rewatch,Tags,Review\r\n' +
        'https://boxd.it/aBcD,499,tt0055852,"A, or B",1962,Agnès Varda,,,,,,\r\n' +
        'https://letterboxd.com/film/b/,,tt0055852,B,1962,X; Y,,,,,,\r\n',
    );
  });

  it('is split between rows into as few files as Letterboxd takes at once, none left out', () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => row({ rank: i + 1, title: '七人の侍'.repeat(15) }));
    const parts = letterboxdCsv(rows);
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    expect(parts.length).toBeGreaterThan(2);
    for (const [index, part] of parts.entries()) {
      expect(bytes(part)).toBeLessThanOrEqual(LETTERBOXD_MAX_BYTES);
      expect(part.startsWith('LetterboxdURI,')).toBe(true);
      const next = parts[index + 1]?.split('\r\n')[1];
      if (next !== undefined) expect(bytes(part) + bytes(`${next}\r\n`)).toBeGreaterThan(LETTERBOXD_MAX_BYTES);
    }
    expect(parts.reduce((sum, part) => sum + read(part).length - 1, 0)).toBe(rows.length);
  });
});

describe('radarrJson', () => {
  it('lists films with a TMDB id, each once', () => {
    const rows = [
      row({ title: 'A', tmdb_id: 1 }),
      row({ title: 'series', tmdb_id: 2, media_type: 'tv' }),
      row({ title: 'unknown', tmdb_id: null }),
      row({ title: 'unsure', tmdb_id: 3, media_type: null }),
      row({ title: 'A again', tmdb_id: 1 }),
      row({ title: 'B', tmdb_id: 4, imdb_id: null }),
    ];
    expect(JSON.parse(radarrJson(rows))).toEqual([
      { title: 'A', imdb_id: 'tt0055852', tmdbId: 1 },
      { title: 'B', imdb_id: null, tmdbId: 4 },
    ]);
    expect(JSON.parse(radarrJson([]))).toEqual([]);
  });
});
