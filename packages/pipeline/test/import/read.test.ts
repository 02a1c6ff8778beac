import { afterAll, describe, expect, it } from 'vitest';
import { readExport } from '../../src/sources/export/read.ts';
import { exportFiles, type Files, filmCells, pack, Room, type Shelves } from './support/exports.ts';
import { type ZipEntry, zip } from './support/zip.ts';

const room = new Room();
afterAll(() => room.remove());

const SMALL = exportFiles({
  ratings: { 1: 4, 2: 0.5, 3: 3.5 },
  watched: [4],
  liked: [1, 5],
  watchlist: [6, 7],
  favorites: [1, 2],
  lists: { 'of-two': [8, 1] },
  diary: [{ film: 1, rating: 4, watched_on: '2024-03-04' }],
});
const entries = (files: Files): ZipEntry[] => Object.entries(files).map(([path, data]) => ({ path, data }));
const read = (data: Uint8Array, name = 'export.zip') => readExport(room.file(name, data));
const readFiles = (files: Files) => read(pack(files));
const rows = (text: string) => text.split('\n');

describe('what an export says', () => {
  it('is its ratings, watched, liked and listed films, watchlist and favourites', async () => {
    const contents = await readFiles(SMALL);
    expect(contents).toMatchObject({
      username: 'ada_l',
      madeAt: null,
      complete: true,
      favorites: ['f1', 'f2'],
      watched: new Set(['f1', 'f2', 'f3', 'f4']),
      liked: new Set(['f1', 'f5']),
      watchlist: new Set(['f6', 'f7']),
      unmatched: [],
    });
    expect(contents.lists).toEqual([
      {
        slug: 'of-two',
        lid: 'l6',
        title: 'List of-two',
        whole: true,
        items: [
          { position: 1, lid: 'f8' },
          { position: 2, lid: 'f1' },
        ],
      },
    ]);
    expect(contents.ratings.get('f2')).toEqual({ rating: 1, rated_at: '2024-01-02' });
    expect(contents.films.get('f8')).toEqual({ lid: 'f8', title: 'Film 8', year: 1958 });
  });

  it('is the same from a ZIP, from a folder, and from a folder that was packed again', async () => {
    const plain = await readFiles(SMALL);
    const again = entries(SMALL).map((entry) => ({ ...entry, path: `my export/${entry.path}` }));
    const rubbish = { path: '__MACOSX/my export/._ratings.csv', data: '\0\0' };
    for (const other of [await readExport(room.folder(SMALL)), await read(zip([...again, rubbish]))]) {
      expect(other).toEqual(plain);
    }
  });

  it.for<[string, (files: Files) => Files]>([
    ['CR LF', (files) => mapText(files, (text) => text.replace(/\r?\n/g, '\r\n'))],
    ['a byte order mark', (files) => mapText(files, (text) => `\uFEFF${text}`)],
    ['no line end at the end', (files) => mapText(files, (text) => text.replace(/\r?\n$/, ''))],
  ])('is the same with %s', async ([, change]) => {
    const { films, ...contents } = await readFiles(change(SMALL));
    const { films: plainFilms, ...plain } = await readFiles(SMALL);
    expect(contents).toEqual(plain);
    expect([...films]).toEqual([...plainFilms]);
  });

  it('keeps nothing of the profile but name and favourites', async () => {
    const kept = JSON.stringify(await readFiles(SMALL), (_, value) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    );
    expect(kept).toContain('ada_l');
    expect(kept).not.toMatch(/secret/i);
  });

  it('does not repeat the profile in its complaints', async () => {
    const broken = (SMALL['profile.csv'] as string).replace('"Secret bio', 'x"Secret bio');
    const { unmatched, complete } = await readFiles({ ...SMALL, 'profile.csv': broken });
    expect({ complete, unmatched }).toMatchObject({ complete: false, unmatched: [{ file: 'profile.csv', row: 2 }] });
    expect(JSON.stringify(unmatched)).not.toMatch(/secret/i);
  });

  it('takes titles with commas, quotation marks and lines as they are', async () => {
    const title = 'He said, "No"\nand left';
    const cell = `"${title.replaceAll('"', '""')}"`;
    const files = {
      ...SMALL,
      'watched.csv': `Date,Name,Year,Letterboxd URI\n2024-01-01,${cell},,https://boxd.it/AbC9\n`,
    };
    expect((await readFiles(files)).films.get('AbC9')).toEqual({ lid: 'AbC9', title, year: null });
  });

  it('ignores deleted/, orphaned/, reviews, comments and a ZIP beside its files', async () => {
    const noise = ['deleted/ratings.csv', 'orphaned/diary.csv', 'reviews.csv', 'comments.csv', 'older.zip'];
    const more = Object.fromEntries(noise.map((path) => [path, '"not even a table']));
    expect(await readFiles({ ...SMALL, ...more })).toEqual(await readFiles(SMALL));
  });

  it.for([
    ['letterboxd-ada_l-2024-05-01-13-07-utc.zip', '2024-05-01T13:07:00.000Z'],
    ['letterboxd-ada-2-2024-05-01-13-07-utc (1).zip', '2024-05-01T13:07:00.000Z'],
    ['letterboxd-ada_l-2024-13-01-00-00-utc.zip', null],
    ['ratings.zip', null],
  ] as const)('named %s was made at %s', async ([name, time]) => {
    const { madeAt } = await read(pack(SMALL), name);
    expect(madeAt?.toISOString() ?? null).toBe(time);
  });
});

describe('dates of ratings', () => {
  const dated = (diary: Shelves) =>
    readFiles(exportFiles({ ratings: { 1: 4 }, watched: [2], date: '2024-01-02', ...diary }));

  it('are those of ratings.csv, unless a rated entry of the diary is about a later day', async () => {
    const at = async (...diary: { film: number; rating?: number; watched_on: string }[]) =>
      (await dated({ diary })).ratings.get('f1')!.rated_at;
    expect(await at()).toBe('2024-01-02');
    expect(await at({ film: 1, rating: 4, watched_on: '2023-12-31' })).toBe('2024-01-02');
    expect(await at({ film: 1, rating: 4, watched_on: '2024-02-03' })).toBe('2024-02-03');
    expect(await at({ film: 1, watched_on: '2024-02-03' })).toBe('2024-01-02');
    expect(await at({ film: 1, rating: 4, watched_on: '2024-02-31' })).toBe('2024-01-02');
  });

  it('join by name and year; what does not join is said, and leaves no gap', async () => {
    const contents = await dated({
      diary: [
        { film: 9, rating: 4, watched_on: '2024-02-03' },
        { film: 2, rating: 4, watched_on: '2024-02-03' },
      ],
    });
    expect(contents.complete).toBe(true);
    expect(contents.unmatched).toEqual([{ file: 'diary.csv', row: 2, reason: 'no other file names "Film 9" (1959)' }]);
  });

  it('are not guessed when two films have one name and year', async () => {
    const files = exportFiles({ ratings: { 1: 4 }, diary: [{ film: 1, rating: 4, watched_on: '2024-02-03' }] });
    const twin = `2024-01-02,Film 1,1951,https://boxd.it/twin`;
    const alone = await readFiles({ ...files, 'watched.csv': `${files['watched.csv']}${twin}\n` });
    expect(alone.ratings.get('f1')!.rated_at).toBe('2024-02-03');
    const both = await readFiles({ ...files, 'ratings.csv': `${files['ratings.csv']}${twin},3\n` });
    expect(both.unmatched).toEqual([{ file: 'diary.csv', row: 2, reason: '"Film 1" (1951) can be any of 2 films' }]);
    expect(both.ratings.get('f1')!.rated_at).toBe('2024-01-02');
  });
});

describe('a file that breaks', () => {
  const many = exportFiles({ ratings: Object.fromEntries(Array.from({ length: 3_500 }, (_, i) => [i + 1, 4])) });
  const withRow = (number: number, change: (row: string) => string): Files => ({
    ...many,
    'ratings.csv': rows(many['ratings.csv']!)
      .map((row, i) => (i + 1 === number ? change(row) : row))
      .join('\n'),
  });

  it.for<[string, (row: string) => string]>([
    ['an opened quotation mark', (row) => row.replace('Film', '"Film')],
    ['a quotation mark inside', (row) => row.replace('Film', 'Fi"lm')],
    ['text behind a quoted cell', (row) => row.replace(/(Film \d+)/, '"$1"x')],
    ['a cell too few', (row) => row.replace(/,\d+$/, '')],
    ['a cell too many', (row) => `${row},x`],
  ])('is read up to its last whole row, which is named: %s', async ([, change]) => {
    const contents = await readFiles(withRow(3_000, change));
    expect(contents.ratings.size).toBe(2_998);
    expect(contents.complete).toBe(false);
    expect(contents.unmatched).toMatchObject([{ file: 'ratings.csv', row: 3_000 }]);
    expect(contents.watched!.size).toBe(3_500);
  });

  it('is named by the row that opens the quotation mark, also when a later row has some of its own', async () => {
    const files = withRow(3_000, (row) => row.replace('Film', '"Film'));
    const text = files['ratings.csv']!.replace('Film 3100,', '"Film ""3100""",');
    const contents = await readFiles({ ...files, 'ratings.csv': text });
    expect(contents.ratings.size).toBe(2_998);
    expect(contents.unmatched).toMatchObject([{ file: 'ratings.csv', row: 3_000 }]);
  });

  it('is not held in memory for a quotation mark that is never closed', async () => {
    const films = Array.from({ length: 30_000 }, (_, i) => `2024-01-02,${filmCells(i)},4`).join('\n');
    const text = `Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,${filmCells(1)},4\n2024-01-02,"${films}`;
    const contents = await readFiles({ ...many, 'ratings.csv': text });
    expect(contents.unmatched).toMatchObject([
      { file: 'ratings.csv', row: 3, reason: expect.stringMatching(/longer/) },
    ]);
    expect(contents.ratings.size).toBe(1);
  });

  it.for<[string, (row: string) => string, RegExp]>([
    ['a rating that is none', (row) => row.replace(/,4$/, ',4.2'), /Rating/],
    ['a rating of 0', (row) => row.replace(/,4$/, ',0'), /Rating/],
    ['a link elsewhere', (row) => row.replace('boxd.it', 'example.org'), /short link/],
    ['no name', (row) => row.replace(/Film \d+/, ''), /names no film/],
    ['a year that is none', (row) => row.replace(/,(\d{4}),/, ',x$1,'), /Year/],
  ])('in one cell loses that row, and is not complete: %s', async ([, change, reason]) => {
    const contents = await readFiles(withRow(20, change));
    expect(contents.ratings.size).toBe(3_499);
    expect(contents.complete).toBe(false);
    expect(contents.unmatched).toEqual([{ file: 'ratings.csv', row: 20, reason: expect.stringMatching(reason) }]);
  });

  it('is read to the end of a list, and a list in another form is left out', async () => {
    const list = SMALL['lists/of-two.csv']!;
    const { lists, unmatched, complete } = await readFiles({
      ...SMALL,
      'lists/a.csv': list.replace('2,Film 1,', '2,"Film 1,'),
      'lists/b.csv': list.replace('Position', 'Place'),
      'lists/c.csv': 'Name,Year\nx,1990\n',
    });
    expect(lists!.map(({ slug, items, whole }) => [slug, items.length, whole])).toEqual([
      ['of-two', 2, true],
      ['a', 1, false],
    ]);
    expect(unmatched.map(({ file, row }) => [file, row])).toEqual([
      ['lists/a.csv', 7],
      ['lists/b.csv', null],
      ['lists/c.csv', null],
    ]);
    expect(complete).toBe(false);
  });

  it('complains about a thousand rows and counts the others', async () => {
    const text = many['ratings.csv']!.replaceAll('boxd.it', 'example.org');
    const { unmatched } = await readFiles({ ...many, 'ratings.csv': text });
    expect(unmatched).toHaveLength(1_001);
    expect(unmatched.at(-1)).toEqual({ file: '', row: null, reason: 'and 2500 more' });
  });
});

describe('a section whose file is missing is unknown, not empty', () => {
  it.for([
    ['watched.csv', 'watched'],
    ['likes/films.csv', 'liked'],
    ['watchlist.csv', 'watchlist'],
  ] as const)('%s', async ([path, section]) => {
    const { [path]: _, ...files } = SMALL;
    const contents = await readFiles(files);
    expect(contents[section]).toBeNull();
    expect(contents.unmatched).toMatchObject([{ file: path, row: null }]);
  });

  it('lists/, also when it is empty', async () => {
    const { 'lists/of-two.csv': _, ...files } = SMALL;
    expect((await readFiles(files)).lists).toEqual([]);
    expect((await read(zip(entries(files)))).lists).toBeNull();
  });
});

function mapText(files: Files, change: (text: string) => string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)]));
}
