import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { answer, Room } from './almanac.ts';

const room = new Room();
afterAll(() => room.remove());

describe('wrong usage exits with 2 and says what is wrong on stderr', () => {
  it.for([
    { args: [], says: /Usage: almanac/ },
    { args: ['conjure'], says: /unknown command 'conjure'/ },
    { args: ['sync'], says: /missing required argument 'cohort'/ },
    { args: ['sync', 'friends', '--fulll'], says: /unknown option '--fulll'/ },
    {
      args: ['rankings', 'friends', '--watchers-min', '9', '--watchers-max', '2'],
      says: /--watchers-min: .*watchers_max/,
    },
    { args: ['rankings', 'friends', '--decade', '1995', '--limit', '0'], says: /--decade[\s\S]*--limit/ },
    { args: ['rankings', 'friends', '--format', 'xml'], says: /table, json, csv, letterboxd, radarr/ },
    { args: ['cohort', 'create', '--label', 'Friends', '--members', 'anna'], says: /small letters/ },
    { args: ['cohort', 'create', '--label', 'friends'], says: /--seed .*--list, --members or --members-file/ },
    { args: ['cohort', 'create', '--label', 'friends', '--seed', 'anna'], says: /--relation/ },
    {
      args: ['cohort', 'create', '--label', 'friends', '--members', 'anna,b b'],
      says: /"b b" is no Letterboxd user name/,
    },
    { args: ['token', 'create', '--email', 'a@b.c', '--name', 'x', '--scope', 'all'], says: /cohorts:read/ },
    { args: ['sandbox', '--world', 'a', '--movielens', 'b'], says: /cannot be used with option '--world/ },
    { args: ['parse', 'poster', '-'], says: /"poster" is no kind of page.*films/ },
  ])('almanac $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await answer(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });
});

it('ends its process with the exit code', async () => {
  const { code, stdout, stderr } = await room.run(['conjure']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/unknown command/);
});

describe('help and settings', () => {
  it('tells what a command takes, on stdout, and exits with 0', async () => {
    const { code, stdout } = await answer(['rankings', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--release-year-min <n>/);
    expect(stdout).toMatch(/--genre <name>.*\(repeatable\)/s);
  });

  it('lists only commands that there are', async () => {
    const { stdout } = await answer(['--help']);
    const names = [...stdout.split('Commands:')[1]!.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1]);
    expect(names).toContain('sync');
    const files = readdirSync(new URL('../../src/cli/commands/', import.meta.url));
    expect(names.filter((name) => name !== 'help' && !files.includes(`${name}.ts`))).toEqual([]);
  });

  it('names a broken setting in one line and exits with 1', async () => {
    const { code, stdout, stderr } = await answer(['cohort', 'list'], { ...room.env, WORKER_CONCURRENCY: 'many' });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^almanac: WORKER_CONCURRENCY: "many".*\n$/);
  });

  it('says that a database does not answer', async () => {
    const { code, stderr } = await answer(['cohort', 'list'], {
      ...room.env,
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^almanac: .*127\.0\.0\.1:1.*\n$/);
  });
});
