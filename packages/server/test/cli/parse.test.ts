import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, Room, type Running, WORLD } from './almanac.ts';

const room = new Room();
let sandbox: Running;
let url = '';

beforeAll(async () => {
  sandbox = room.start(['sandbox', '--world', room.world(WORLD), '--port', '0']);
  [, url = ''] = await sandbox.says(/Sandbox at (http:\S+) \(4 members, 8 films, robots open\)/);
});
afterAll(async () => {
  const { code } = await sandbox.stop('SIGTERM');
  room.remove();
  expect(code).toBe(0);
});

const page = async (path: string) => (await fetch(url + path)).text();

describe('parse', () => {
  it('prints the items of a page as one JSON document', async () => {
    const { code, stdout, stderr } = await room.run(['parse', 'films', '-'], { input: await page('/ben/films/') });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const parsed = JSON.parse(stdout);
    expect(Object.keys(parsed)).toEqual(['kind', 'items', 'next', 'total', 'warnings']);
    expect(parsed).toMatchObject({ kind: 'films', next: null, warnings: [] });
    expect(parsed.items).toHaveLength(6);
    expect(parsed.items).toContainEqual({
      slug: 'alien',
      title: 'Alien',
      year: 1979,
      lid: 'aaa1',
      letterboxd_id: 101,
      rating: 4.5,
      liked: true,
    });
  });

  it('prints single things as an item, from a file', async () => {
    const file = join(room.home, 'film.html');
    writeFileSync(file, await page('/film/heat/'));
    const { code, stdout } = await answer(['parse', 'film', file, '--url', `${url}/film/heat/`]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'film',
      item: { slug: 'heat', tmdb_id: 9103, runtime_minutes: 170 },
    });
  });

  it('prints why a page cannot be believed, and exits with 1', async () => {
    const input = (await page('/ben/films/')).replaceAll('griditem', 'renamed').replaceAll('poster-grid', 'renamed');
    const { code, stdout } = await room.run(['parse', 'films', '-'], { input });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: 'markup_changed', selector: expect.any(String) });
  });

  it('says on stderr that a file is missing', async () => {
    const { code, stdout, stderr } = await answer(['parse', 'films', 'missing.html']);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/missing\.html can't be read/);
  });
});

describe('sandbox', () => {
  it('counts its requests', async () => {
    const before = await (await fetch(`${url}/__stats`)).json();
    await page('/cleo/films/');
    const after = await (await fetch(`${url}/__stats`)).json();
    expect(after.kinds.films['200']).toBe((before.kinds.films?.['200'] ?? 0) + 1);
  });

  it('says that its port is taken', async () => {
    const { code, stderr } = await answer(['sandbox', '--port', new URL(url).port]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/in use/);
  });

  it('names the fault in a file of faults', async () => {
    const file = join(room.home, 'faults.json');
    writeFileSync(file, '[{"match": "(", "status": 500}]');
    const { code, stderr } = await answer(['sandbox', '--port', '0', '--faults', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/match/);
  });
});
