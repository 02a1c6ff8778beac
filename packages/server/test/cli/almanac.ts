/** Runs the command line from source, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export type Environment = Record<string, string>;

/** What every process of these tests gets: nothing of the developer's own settings, and a folder without a .env file. */
export class Room {
  readonly home = mkdtempSync(join(tmpdir(), 'almanac-cli-'));
  readonly env: Environment;

  constructor(env: Environment = {}) {
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? this.home,
      ALMANAC_HOME: join(this.home, 'home'),
      ALMANAC_COORDINATION: 'embedded',
      NODE_NO_WARNINGS: '1',
      ...env,
    };
  }

  start(args: readonly string[], env: Environment = {}): Running {
    const child = spawn(
      process.execPath,
      ['--conditions=almanac-source', '--import', import.meta.resolve('tsx'), MAIN, ...args],
      {
        cwd: this.home,
        env: { ...this.env, ...env },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    return new Running(child);
  }

  /** Runs a command to its end. */
  run(args: readonly string[], { env, input }: { env?: Environment; input?: string } = {}): Promise<Result> {
    const running = this.start(args, env);
    running.child.stdin!.end(input ?? '');
    return running.end();
  }

  /** Writes a world of CSV files and returns its folder. */
  world(files: Readonly<Record<string, string>>): string {
    const dir = join(this.home, 'world');
    mkdirSync(dir, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, `${name}.csv`), text);
    return dir;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/**
 * Runs a command in the test's own process, with these variables added to its environment: for commands whose answer matters,
 * not their process.
 */
export async function answer(args: readonly string[], env: Environment = {}): Promise<Result> {
  const { runCli } = await import('../../src/cli/program.ts');
  const before = { ...process.env };
  Object.assign(process.env, env);
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text;
      return true;
    }),
  );
  try {
    return { code: await runCli(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

export class Running {
  stdout = '';
  stderr = '';
  readonly #ended: Promise<Result>;

  constructor(readonly child: ChildProcess) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#ended = once(child, 'close').then(([code]) => ({ code, stdout: this.stdout, stderr: this.stderr }));
  }

  end(): Promise<Result> {
    return this.#ended;
  }

  stop(signal: NodeJS.Signals): Promise<Result> {
    this.child.kill(signal);
    return this.#ended;
  }

  /** Waits until it has printed something on stdout or stderr. Throws with all of it when it ends before. */
  async says(expression: RegExp): Promise<RegExpExecArray> {
    let over = false;
    void this.#ended.then(() => {
      over = true;
    });
    for (;;) {
      const match = expression.exec(this.stdout) ?? expression.exec(this.stderr);
      if (match) return match;
      if (over) throw new Error(`It ended without saying ${expression}:\n${this.stdout}\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Four people, eight films: titles that need quoting, one film without a year, one that only one has seen. */
export const WORLD: Readonly<Record<string, string>> = {
  members: 'username,display_name\nanna,Anna\nben,Ben\ncleo,Cléo 🎬\ndora,Dora\n',
  follows: 'follower,followed\nanna,ben\nanna,cleo\nanna,dora\n',
  films: [
    'slug,title,year,lid,letterboxd_id,tmdb_type,tmdb_id,imdb_id,runtime,directors,genres,countries,weighted_average,histogram',
    'alien,Alien,1979,aaa1,101,movie,9101,tt0000101,117,Ridley Scott,Horror;Science Fiction,US;GB,4.30,1;1;1;1;2;4;9;20;30;40',
    'crocodile,"Crocodile, Mon Amour",1988,aaa2,102,movie,9102,,95,Ann Example,Drama,FR,3.10,1;2;3;4;5;6;5;4;3;2',
    'heat,Heat,1995,aaa3,103,movie,9103,tt0000103,170,Michael Mann,Crime;Drama,US,4.10,1;1;1;2;3;5;9;20;25;30',
    'mirror,"The ""Mirror"" (Restored)",1975,aaa4,104,movie,9104,,107,Andrei Tarkovsky,Drama,SU,4.30,1;1;1;1;2;4;9;20;30;40',
    'nowhere,Nowhere,,aaa5,105,movie,9105,,80,Ann Example,Drama,FR,3.00,1;2;3;4;5;5;4;3;2;1',
    'ran,Ran,1985,aaa6,106,movie,9106,,162,Akira Kurosawa,Drama;War,JP,4.50,1;1;1;1;2;3;9;20;30;50',
    'tampopo,Tampopo 🍜,1985,aaa7,107,movie,9107,,115,Juzo Itami,Comedy,JP,4.20,1;1;1;1;2;4;9;20;30;35',
    'wanda,Wanda,1970,aaa8,108,movie,9108,,102,Barbara Loden,Drama,US,4.00,1;1;1;2;3;5;9;20;20;20',
  ].join('\n'),
  ratings: [
    'username,slug,rating,liked,rated_at',
    ...['anna', 'ben', 'cleo', 'dora'].flatMap((name, i) => [
      `${name},alien,${5 - i * 0.5},${i < 2 ? 1 : 0},2024-01-0${i + 1}T00:00:00Z`,
      `${name},heat,${3 + i * 0.5},0,2024-02-0${i + 1}T00:00:00Z`,
      `${name},ran,4.5,1,2024-03-0${i + 1}T00:00:00Z`,
      ...(i < 3 ? [`${name},mirror,${2 + i},0,2024-04-0${i + 1}T00:00:00Z`] : []),
      ...(i < 2 ? [`${name},crocodile,1.5,0,2024-05-0${i + 1}T00:00:00Z`, `${name},nowhere,3,0,`] : []),
    ]),
    'cleo,tampopo,5,1,2024-06-01T00:00:00Z',
    'dora,tampopo,4,1,2024-06-02T00:00:00Z',
    'dora,wanda,0.5,0,2024-06-03T00:00:00Z',
  ].join('\n'),
  likes: 'username,slug,liked_at\nanna,wanda,\n',
  watchlists: 'username,slug\nben,tampopo\n',
};

/** How many ratings the world holds of a film, and their mean; the truth that rankings are compared with. */
export function truth(slug: string): { watchers: number; mean: number } {
  const stars = WORLD.ratings!.split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells[1] === slug)
    .map((cells) => Number(cells[2]));
  return { watchers: stars.length, mean: stars.reduce((sum, n) => sum + n, 0) / stars.length };
}
