import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSettings, mask, readSettings, SettingsError } from '../../src/settings/index.ts';
import { aboutVariable, SECRET_VARIABLES, type VariableName, variables } from '../../src/settings/variables.ts';

const NAMES = Object.keys(variables.shape) as VariableName[];

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('needs nothing', () => {
    expect(readSettings({}, '/srv')).toMatchObject({
      profile: 'dev',
      home: '/srv/.almanac',
      now: null,
      api: { host: '127.0.0.1', port: 4000, read_only: false, validate_responses: true },
      database: { url: null },
      source: { kind: 'sandbox', base_url: 'http://127.0.0.1:4010', own_sandbox: true, rate: null },
      tmdb: { base_url: 'http://127.0.0.1:4010/tmdb', token: null },
      log: { level: 'info' },
    });
  });

  it('follows the port of the sandbox', () => {
    const { source, tmdb } = readSettings({ SANDBOX_PORT: '5010' });
    expect([source.base_url, tmdb.base_url]).toEqual(['http://127.0.0.1:5010', 'http://127.0.0.1:5010/tmdb']);
  });

  it('starts no sandbox when one is named', () => {
    const { source, tmdb } = readSettings({ LETTERBOXD_BASE_URL: 'http://10.0.0.5:9000/' });
    expect(source).toMatchObject({ base_url: 'http://10.0.0.5:9000', own_sandbox: false });
    expect(tmdb.base_url).toBe('http://10.0.0.5:9000/tmdb');
  });

  it('asks the live site once a second', () => {
    const settings = readSettings({ ALMANAC_SOURCE: 'letterboxd', LETTERBOXD_CONTACT: 'ada@example.org' });
    expect(settings.source).toMatchObject({ base_url: 'https://letterboxd.com', rate: 1, own_sandbox: false });
    expect(settings.tmdb.base_url).toBe('https://api.themoviedb.org');
  });

  it('takes an empty variable as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      api: { port: 4000 },
      database: { url: null },
    });
  });

  it('takes a day or a time for the present', () => {
    expect(readSettings({ ALMANAC_NOW: '2026-11-22' }).now).toEqual(new Date('2026-11-22T00:00:00Z'));
    expect(readSettings({ ALMANAC_NOW: '2026-11-22T19:40Z' }).now).toEqual(new Date('2026-11-22T19:40:00Z'));
  });

  it.each([
    ['PORT', 'eighty', 'PORT: "eighty" is not accepted. Give a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT: "70000" is not accepted. Give a whole number from 0 to 65535.'],
    ['ALMANAC_SOURCE', 'imdb', 'ALMANAC_SOURCE: "imdb" is not accepted. Give one of sandbox, letterboxd, none.'],
    ['ALMANAC_READONLY', 'yes', 'ALMANAC_READONLY: "yes" is not accepted. Give 1 or 0.'],
    [
      'SOURCE_RATE',
      '0',
      'SOURCE_RATE: "0" is not accepted. Give requests a second over all workers, a number above 0.',
    ],
    [
      'REDIS_URL',
      'localhost:6379',
      'REDIS_URL: "***" is not accepted. Give a URL that begins with redis:// or rediss://.',
    ],
    [
      'DATABASE_URL',
      'mysql://almanac:hunter2@db/almanac?password=hunter2',
      'DATABASE_URL: "mysql://***@db/almanac" is not accepted. Give a URL that begins with postgres:// or postgresql://.',
    ],
    ['TMDB_TOKEN', 'hunter2', 'TMDB_TOKEN: "***" is not accepted. Give a v4 read token or a v3 key of TMDB.'],
    [
      'ALMANAC_NOW',
      'yesterday',
      'ALMANAC_NOW: "yesterday" is not accepted. Give a UTC day or time, such as 2026-11-22 or 2026-11-22T19:40:00Z.',
    ],
  ])('%s=%s → one line', (name, value, line) => {
    expect(problemsOf({ [name]: value })).toEqual([line]);
  });

  it('tells of every problem at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'loud', SIGNUP: 'maybe' })).toHaveLength(3);
  });

  it('needs a contact for the live site', () => {
    expect(problemsOf({ ALMANAC_SOURCE: 'letterboxd' })).toEqual([
      'LETTERBOXD_CONTACT: not set. With ALMANAC_SOURCE=letterboxd give a mail address or web page at which you can be reached.',
    ]);
  });

  it.each(['staging', 'alpha'])('%s refuses what is fit for trying out only', (profile) => {
    const live = {
      ALMANAC_PROFILE: profile,
      ALMANAC_SOURCE: 'none',
      DATABASE_URL: 'postgres://a:Zq9-long@db/almanac',
      SMTP_URL: 'smtps://a:Zq9-long@mail.example.org',
      MAIL_FROM: 'almanac@example.org',
      PUBLIC_URL: 'https://almanac.example.org',
    };
    expect(problemsOf(live)).toEqual([]);
    expect(problemsOf({ ...live, SMTP_URL: '' })[0]).toContain('SMTP_URL: not set');
    expect(problemsOf({ ...live, SMTP_URL: 'smtps://a:password@mail.example.org' })[0]).toContain(
      'SMTP_URL: its password',
    );
    expect(problemsOf({ ...live, METRICS_TOKEN: 'a-random-text-of-your-own' })[0]).toContain('METRICS_TOKEN');
    expect(problemsOf({ ...live, SECRET_KEY: '0'.repeat(64) })[0]).toContain('SECRET_KEY');
    expect(problemsOf({ ...live, SECRET_KEY: '0123456789abcdef'.repeat(4) })).toEqual([]);
    expect(problemsOf({ ...live, ALMANAC_SOURCE: 'sandbox' })[0]).toContain('ALMANAC_SOURCE: "sandbox"');
    expect(problemsOf({ ...live, DATABASE_URL: '' })[0]).toContain('DATABASE_URL: not set');
    expect(problemsOf({ ...live, ALMANAC_NOW: '2026-11-22' })[0]).toContain('ALMANAC_NOW');
    const [line] = problemsOf({ ...live, REDIS_URL: 'redis://:ChangeMe@redis:6379' });
    expect(line).toContain('REDIS_URL: its password');
    expect(line).not.toContain('ChangeMe');
    expect(readSettings(live).api.validate_responses).toBe(false);
  });
});

describe('secrets in files', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'almanac-secrets-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };
  const secret = 'postgres://almanac:from-a-file@db/almanac';

  it('are read, from the working directory on, without the newline', () => {
    const directory = folder();
    writeFileSync(join(directory, 'url'), `${secret}\n`);
    expect(loadSettings({ DATABASE_URL_FILE: 'url' }, directory).database.url).toBe(secret);
    expect(loadSettings({ DATABASE_URL_FILE: join(directory, 'url') }, '/').database.url).toBe(secret);
    expect(loadSettings({ DATABASE_URL_FILE: '' }, directory).database.url).toBeNull();
  });

  it('are named by .env too', () => {
    const directory = folder();
    writeFileSync(join(directory, 'url'), secret);
    writeFileSync(join(directory, '.env'), 'DATABASE_URL_FILE=url\n');
    expect(loadSettings({}, directory).database.url).toBe(secret);
  });

  it.each([
    [{ SECRET_KEY_FILE: 'gone' }, 'SECRET_KEY_FILE: "gone" can\'t be read (ENOENT)'],
    [{ SECRET_KEY_FILE: 'empty' }, 'SECRET_KEY_FILE: "empty" is empty'],
    [{ SECRET_KEY_FILE: 'empty', SECRET_KEY: 'ab'.repeat(32) }, 'SECRET_KEY_FILE: set, and so is SECRET_KEY'],
    [{ TMDB_TOKEN_FILE: 'short' }, 'TMDB_TOKEN: "***" is not accepted'],
  ])('%j is told in one line', (env, line) => {
    const directory = folder();
    writeFileSync(join(directory, 'empty'), '\n');
    writeFileSync(join(directory, 'short'), 'hunter2');
    const refused = () => loadSettings(env, directory);
    expect(refused).toThrow(SettingsError);
    expect(refused).toThrow(line);
    expect(refused).not.toThrow('hunter2');
  });

  it('are the variables that hold one', () => {
    expect(SECRET_VARIABLES).toEqual([
      'METRICS_TOKEN',
      'SECRET_KEY',
      'SMTP_URL',
      'DATABASE_URL',
      'REDIS_URL',
      'TMDB_TOKEN',
    ]);
  });
});

describe('mask', () => {
  it.each([
    ['postgres://user:hunter2@db:5432/almanac?sslmode=require', 'postgres://***@db:5432/almanac'],
    ['hunter2', '***'],
    ['mailto:hunter2', '***'],
  ])('%s → %s', (value, shown) => {
    expect(mask(value)).toBe(shown);
  });
});

describe('loadSettings', () => {
  it('reads .env under the environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-settings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, '.env'), 'PORT=5001\nSANDBOX_PORT=5002 # with a remark\n');
    expect(loadSettings({ PORT: '6001' }, folder)).toMatchObject({
      home: join(folder, '.almanac'),
      api: { port: 6001 },
      source: { sandbox_port: 5002 },
    });
  });

  it('does without .env', () => {
    expect(loadSettings({}, '/nonexistent').api.port).toBe(4000);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8').split('\n');
  const documented = lines.flatMap((line) => /^# ([A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3).map(String) ?? []);
  const values = new Map(
    Array.from({ length: documented.length / 2 }, (_, i) => [documented[i * 2], documented[i * 2 + 1]]),
  );

  it('documents every setting and nothing else', () => {
    expect([...values.keys()].sort()).toEqual([...NAMES].sort());
  });

  it('explains each in the line above', () => {
    for (const name of NAMES) {
      const index = lines.findIndex((line) => line.startsWith(`# ${name}=`));
      const isAlone = ['HOST', 'PORT'].includes(name) || name === 'RATE_LIMIT_TOKEN';
      if (!isAlone)
        expect({ name, above: lines[index - 1] }).toEqual({ name, above: expect.stringMatching(/^# .{8,}[.)]$/) });
    }
  });

  it('holds values that are accepted, and defaults that are true', () => {
    const defaults = readSettings({}, '/srv');
    for (const [name, value] of values) {
      expect({ name, problems: problemsOf({ LETTERBOXD_CONTACT: 'a@example.org', [name!]: value! }) }).toMatchObject({
        problems: [],
      });
      const above = lines[lines.findIndex((line) => line.startsWith(`# ${name}=`)) - 1]!;
      if (/No default|Default:|Needed/.test(above)) continue;
      expect({ name, settings: readSettings({ [name!]: value! }, '/srv') }).toEqual({ name, settings: defaults });
    }
  });

  it('every variable says what it accepts', () => {
    for (const name of NAMES) expect(aboutVariable(name).accepts).toMatch(/\w/);
  });
});
