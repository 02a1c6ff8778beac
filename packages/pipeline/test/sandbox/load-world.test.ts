import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorld } from '../../src/sandbox/load-world.ts';
import { FIXTURES, withFolder } from './support.ts';

const SMALL = {
  'members.csv': 'username,display_name\nada,Ada\nbob,\n',
  'films.csv': 'slug,title\njaws,Jaws\nheat,Heat\n',
  'ratings.csv': 'username,slug,rating\nada,jaws,4.5\n',
};

/** The message with which a world of these files is refused; files that aren't given are good. */
function refusal(files: Record<string, string | undefined>): string {
  const all = Object.entries({ ...SMALL, ...files }).filter((e): e is [string, string] => e[1] !== undefined);
  return withFolder(Object.fromEntries(all), (dir) => {
    try {
      loadWorld(dir);
    } catch (error) {
      expect((error as Error).name).toBe('WorldError');
      return (error as Error).message;
    }
    throw new Error('the world was accepted');
  });
}

describe('loadWorld', () => {
  const world = loadWorld(join(FIXTURES, 'world'));

  it('reads every table', () => {
    const { members, films, ratings, likes, favorites, watchlists, follows, lists, list_likes } = world;
    const counts = [members, films, ratings, likes, favorites, watchlists, follows, lists, list_likes].map(
      (t) => t.length,
    );
    expect(counts).toEqual([3, 6, 7, 2, 2, 3, 3, 2, 2]);
  });

  it('keeps quoted fields, lists inside cells and unknown values', () => {
    const [jaws, amelie, tales, chernobyl, reel] = world.films;
    expect(jaws).toEqual({
      slug: 'jaws',
      title: 'Jaws',
      year: 1975,
      lid: '2adg',
      letterboxd_id: 51526,
      tmdb_type: 'movie',
      tmdb_id: 578,
      imdb_id: 'tt0073486',
      runtime_minutes: 124,
      directors: ['Steven Spielberg'],
      genres: ['Horror', 'Thriller'],
      countries: ['US'],
      weighted_average: 3.98,
      histogram: [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
    });
    expect(amelie!.title).toBe('Amélie, or "the <i>Fabulous</i>" Destiny & 🎠');
    expect(amelie!.countries).toEqual(['France', 'Germany']);
    expect([tales!.letterboxd_id, tales!.weighted_average, chernobyl!.histogram]).toEqual([null, null, null]);
    expect([reel!.year, reel!.lid, reel!.tmdb_type, reel!.directors]).toEqual([null, null, null, []]);
  });

  it('takes user names in any letter case, a missing display name, and an empty rating as watched only', () => {
    const rows = world.ratings.map((r) => [r.member.username, r.film.slug, r.half_stars, r.liked, r.rated_at]);
    expect(rows).toEqual([
      ['ada', 'jaws', 9, true, Date.UTC(2024, 2, 1, 20)],
      ['ada', 'amelie', 10, true, Date.UTC(2024, 4, 31, 22, 30)],
      ['ada', 'tale-of-tales', 1, false, null],
      ['ada', 'stolen-reel', null, false, null],
      ['ada', 'chernobyl', 8, false, Date.UTC(2023, 11, 24, 12)],
      ['Bob_2', 'jaws', 6, false, Date.UTC(2022, 0, 2)],
      ['Bob_2', 'nameless-2030', null, true, Date.UTC(2022, 1, 3, 4, 5, 6)],
    ]);
    expect(world.members[2]).toEqual({ username: 'cleo', display_name: 'cleo' });
  });

  it('orders a list by position, and one without positions as the file has it', () => {
    expect(world.lists.map((list) => [list.slug, list.ranked, list.films.map((f) => f.slug)])).toEqual([
      ['best', true, ['amelie', 'jaws', 'stolen-reel']],
      ['pile', false, ['nameless-2030', 'jaws']],
    ]);
  });

  it('needs members, films and ratings only', () => {
    withFolder(SMALL, (dir) => expect(loadWorld(dir).ratings).toHaveLength(1));
    expect(refusal({ 'films.csv': undefined })).toContain('films.csv is missing');
    expect(() => loadWorld('/nowhere/at/all')).toThrow('There is no folder /nowhere/at/all');
  });

  it('takes a byte order mark and Windows line ends', () => {
    const files = { ...SMALL, 'members.csv': '\uFEFFusername,display_name\r\nada,Ada\r\n' };
    withFolder(files, (dir) => expect(loadWorld(dir).members).toEqual([{ username: 'ada', display_name: 'Ada' }]));
  });

  const wrong: [what: string, files: Record<string, string>, message: string | RegExp][] = [
    [
      'a member twice in other letter case',
      { 'members.csv': 'username\nada\nADA\n' },
      'members.csv, row 3, column username: "ADA" is there already as "ada"',
    ],
    [
      'a member named like a path of the site',
      { 'members.csv': 'username\nada\nFilm\n' },
      'row 3, column username: "Film" is a path of the site',
    ],
    [
      'a user name that no URL can hold',
      { 'members.csv': 'username\nada\na/b\n' },
      'row 3, column username: "a/b" may have only',
    ],
    [
      'an empty user name',
      { 'members.csv': 'username,display_name\nada,Ada\n,Nobody\n' },
      'members.csv, row 3, column username: is empty',
    ],
    [
      'an unknown member',
      { 'ratings.csv': 'username,slug,rating\nada,jaws,4\nzoe,jaws,4\n' },
      'ratings.csv, row 3, column username: there is no member "zoe"',
    ],
    [
      'an unknown film',
      { 'ratings.csv': 'username,slug,rating\nada,alien,4\n' },
      'ratings.csv, row 2, column slug: there is no film "alien"',
    ],
    [
      'a rating off the scale',
      { 'ratings.csv': 'username,slug,rating\nada,jaws,4.3\n' },
      'ratings.csv, row 2, column rating: "4.3" is not on the half-star scale',
    ],
    ['a rating of 0', { 'ratings.csv': 'username,slug,rating\nada,jaws,0\n' }, 'column rating: "0" is not'],
    ['a rating of ten', { 'ratings.csv': 'username,slug,rating\nada,jaws,10\n' }, 'column rating: "10" is not'],
    [
      'a film rated twice',
      { 'ratings.csv': 'username,slug,rating\nada,jaws,4\nAda,jaws,3\n' },
      'ratings.csv, row 3, column slug: ada and jaws stand together already',
    ],
    [
      'a flag that is neither 1 nor 0',
      { 'ratings.csv': 'username,slug,rating,liked\nada,jaws,4,yes\n' },
      'row 2, column liked: "yes" is neither 1 nor 0',
    ],
    [
      'a time that is not UTC',
      { 'ratings.csv': 'username,slug,rating,rated_at\nada,jaws,4,2024-01-01T10:00:00+02:00\n' },
      'row 2, column rated_at: "2024-01-01T10:00:00+02:00" is not an ISO time in UTC',
    ],
    [
      'a day that never was',
      { 'ratings.csv': 'username,slug,rating,rated_at\nada,jaws,4,2024-02-31\n' },
      '"2024-02-31" is not an ISO time',
    ],
    [
      'a film twice',
      { 'films.csv': 'slug,title\njaws,Jaws\njaws,Jaws\n' },
      'films.csv, row 3, column slug: "jaws" is already that of the film jaws',
    ],
    [
      'a lid twice',
      { 'films.csv': 'slug,title,lid\njaws,Jaws,aB\nheat,Heat,aB\n' },
      'row 3, column lid: "aB" is already that of the film jaws',
    ],
    [
      'a number twice',
      { 'films.csv': 'slug,title,letterboxd_id\njaws,Jaws,7\nheat,Heat,7\n' },
      'column letterboxd_id: "7" is already',
    ],
    [
      'a year in words',
      { 'films.csv': 'slug,title,year\njaws,Jaws,old\n' },
      'films.csv, row 2, column year: "old" is not a whole number between 1870 and 2100',
    ],
    [
      'a TMDB id without its type',
      { 'films.csv': 'slug,title,tmdb_id\njaws,Jaws,578\n' },
      'column tmdb_type: must be movie or tv',
    ],
    [
      'an unknown TMDB type',
      { 'films.csv': 'slug,title,tmdb_type\njaws,Jaws,film\n' },
      '"film" is neither movie nor tv',
    ],
    [
      'a histogram of nine',
      { 'films.csv': 'slug,title,histogram\njaws,Jaws,1;2;3;4;5;6;7;8;9\n' },
      'column histogram: must be ten whole numbers',
    ],
    [
      'an average off the scale',
      { 'films.csv': 'slug,title,weighted_average\njaws,Jaws,8.1\n' },
      'column weighted_average: "8.1" is not a number between 0.5 and 5',
    ],
    [
      'an IMDb id of another shape',
      { 'films.csv': 'slug,title,imdb_id\njaws,Jaws,73486\n' },
      'column imdb_id: "73486" is not like',
    ],
    [
      'a like of a rated film',
      { 'likes.csv': 'username,slug,liked_at\nada,jaws,\n' },
      'likes.csv, row 2, column slug: ada has rated jaws: set liked to 1',
    ],
    [
      'two favorites in one place',
      { 'favorites.csv': 'username,slug,position\nada,jaws,1\nada,heat,1\n' },
      'favorites.csv, row 3, column position: ada has two favorites in position 1',
    ],
    [
      'a fifth favorite',
      { 'favorites.csv': 'username,slug,position\nada,jaws,5\n' },
      'column position: "5" is not a whole number between 1 and 4',
    ],
    [
      'a favorite without a place',
      { 'favorites.csv': 'username,slug,position\nada,jaws,\n' },
      'column position: is empty',
    ],
    [
      'a film twice on a watchlist',
      { 'watchlists.csv': 'username,slug\nada,heat\nada,heat\n' },
      'watchlists.csv, row 3',
    ],
    [
      'following oneself',
      { 'follows.csv': 'follower,followed\nada,ADA\n' },
      "follows.csv, row 2, column followed: ada can't follow themselves",
    ],
    [
      'following twice',
      { 'follows.csv': 'follower,followed\nada,bob\nada,Bob\n' },
      'follows.csv, row 3, column followed: ada follows bob already',
    ],
    [
      'a ranked list without positions',
      { 'lists.csv': 'username,list_slug,list_title,ranked,position,slug\nada,top,Top,1,,jaws\n' },
      'lists.csv, row 2, column position: must be given',
    ],
    [
      'a list with two titles',
      { 'lists.csv': 'username,list_slug,list_title,slug\nada,top,Top,jaws\nada,top,Best,heat\n' },
      'lists.csv, row 3, column list_title: "Best" was "Top"',
    ],
    [
      'two films in one position',
      { 'lists.csv': 'username,list_slug,ranked,position,slug\nada,top,1,1,jaws\nada,top,1,1,heat\n' },
      'lists.csv, row 3, column position: 1 is taken already',
    ],
    [
      'a film twice in a list',
      { 'lists.csv': 'username,list_slug,slug\nada,top,jaws\nada,top,jaws\n' },
      'lists.csv, row 3, column slug: jaws is in the list already',
    ],
    [
      'a like of a list that is not there',
      { 'list_likes.csv': 'username,list_owner,list_slug\nada,bob,top\n' },
      'list_likes.csv, row 2, column list_slug: bob has no list "top"',
    ],
    [
      'a misspelt column',
      { 'films.csv': 'slug,title,yaer\njaws,Jaws,1975\n' },
      'films.csv, row 1: the column "yaer" is not known',
    ],
    [
      'a missing column',
      { 'ratings.csv': 'username,slug\nada,jaws\n' },
      'ratings.csv, row 1: the column rating is missing',
    ],
    [
      'a doubled column',
      { 'films.csv': 'slug,title,title\njaws,Jaws,Jaws\n' },
      'films.csv, row 1: the column title is there twice',
    ],
    ['an empty file', { 'films.csv': '' }, 'films.csv, row 1: the column slug is missing'],
    [
      'a row with a cell too many',
      { 'films.csv': 'slug,title\njaws,Jaws,1975\n' },
      /films\.csv: not a well-formed CSV file: .*line 2/,
    ],
    [
      'a quote that is never closed',
      { 'films.csv': 'slug,title\njaws,"Jaws\n' },
      'films.csv: not a well-formed CSV file',
    ],
  ];
  it.each(wrong)('refuses %s', (_what, files, message) => {
    expect(refusal(files)).toMatch(
      typeof message === 'string' ? new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : message,
    );
  });

  it('says all that is wrong at once, and stops counting out at twenty', () => {
    const rows = Array.from({ length: 25 }, () => 'zoe,jaws,9').join('\n');
    const message = refusal({ 'ratings.csv': `username,slug,rating\n${rows}\n` });
    expect(message.split('\n')).toHaveLength(22);
    expect(message).toContain('… and 30 more');
  });
});
