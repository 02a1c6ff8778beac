import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMovielens, loadWorld } from '@cohort-almanac/pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFirstMembers } from './world.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'almanac-chaos-world-'));
  const file = (name: string, lines: string[]) => writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
  file('movies.csv', [
    'movieId,title,genres',
    '1,"Quoted ""Title"", The (1999)",Drama|War',
    '2,Plain (2001),(no genres listed)',
    '3,Seen by the last (2002),Comedy',
  ]);
  file('links.csv', ['movieId,imdbId,tmdbId', '1,0000001,11', '2,0000002,', '3,0000003,13']);
  file('ratings.csv', [
    'userId,movieId,rating,timestamp',
    '1,1,4.5,964982703',
    '2,1,0.5,964982704',
    '2,2,3.0,964982705',
    '3,3,5.0,964982706',
  ]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the first members keep their ratings and films, and the first one follows the others', () => {
  const to = join(dir, 'two');
  expect(writeFirstMembers(dir, to, 2)).toBe('ml-1');
  const all = loadMovielens(dir);
  const world = loadWorld(to);
  expect(world.members.map((m) => m.username)).toEqual(['ml-1', 'ml-2']);
  expect(world.follows.map((f) => [f.follower.username, f.followed.username])).toEqual([['ml-1', 'ml-2']]);
  expect(world.films).toEqual(all.films.filter((f) => f.slug !== 'ml-3'));
  expect(world.ratings).toEqual(all.ratings.filter((r) => r.member.username !== 'ml-3'));
});

test('more members than there are is all of them', () => {
  writeFirstMembers(dir, join(dir, 'all'), 60);
  expect(loadWorld(join(dir, 'all')).ratings).toEqual(loadMovielens(dir).ratings);
});
