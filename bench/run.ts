/**
 * The benches by name. Each prints one JSON line with its figures and what its budget says of them. Exits 1 only when a bench
 * could not run: figures of a busy machine are no failure.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run as compute } from './compute.ts';
import { run as parse } from './parse.ts';
import { run as predict } from './predict.ts';
import { run as read } from './read.ts';
import { run as scale } from './scale.ts';
import { atMost, type Budget, rounded } from './support/figures.ts';
import { run as sync } from './sync.ts';

interface Data {
  /** The folder of MovieLens' ml-latest-small. */
  movielens?: string;
  /** A folder with a real films page, `films-72.html`. */
  pages?: string;
  /** To how many cohorts `scale` grows, step by step. */
  steps?: number[];
  /** Of what `scale` generates. */
  seed?: number;
}

type Bench = (data: Data) => Promise<{ bench: string; budget: Budget }>;

const BENCHES: Readonly<Record<string, Bench>> = {
  parse: async ({ pages }) => {
    const figures = await parse({ pages });
    return { ...figures, budget: { ratio: atMost(1, figures.ratio) } };
  },
  sync,
  compute,
  predict,
  read,
  scale,
};

/** These take many minutes. */
const BY_NAME_ONLY = ['scale'];

const USAGE = `Usage: npm run bench -- [${Object.keys(BENCHES).join(' | ')}] [--movielens DIR] [--pages DIR]
       npm run bench -- scale [--movielens DIR] [--steps COHORTS,COHORTS,…] [--seed N]`;

/** What was asked for, or null when that can't be. */
function readArguments(): { names: string[]; data: Data } | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        movielens: { type: 'string' },
        pages: { type: 'string' },
        steps: { type: 'string' },
        seed: { type: 'string' },
      },
    });
    const known = positionals.every((name) => name in BENCHES);
    if (!known || positionals.length > 1) return null;
    const folder = (dir: string | undefined) => (dir === undefined ? undefined : resolve(dir));
    const seeds = numbers(values.seed);
    if (seeds && seeds.length > 1) throw new Error('--seed takes one number');
    return {
      names: positionals.length > 0 ? positionals : Object.keys(BENCHES).filter((name) => !BY_NAME_ONLY.includes(name)),
      data: {
        movielens: folder(values.movielens),
        pages: folder(values.pages),
        steps: numbers(values.steps),
        seed: seeds?.[0],
      },
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return null;
  }
}

/** Ascending whole numbers from 1 on, as in `1,10,30`. @throws when they are not */
function numbers(text: string | undefined): number[] | undefined {
  const found = text?.split(',').map(Number);
  const fit = found?.every((n, at) => Number.isInteger(n) && n > (found[at - 1] ?? 0));
  if (fit === false)
    throw new Error(`"${text}" is not accepted: give whole numbers from 1 on, ascending, as in 1,10,30`);
  return found;
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  let failed = 0;
  for (const name of asked.names) {
    const load = rounded(loadavg()[0]!);
    try {
      const figures = await BENCHES[name]!(asked.data);
      process.stdout.write(`${JSON.stringify({ ...figures, load_before: load })}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`The bench "${name}" could not run: ${error instanceof Error ? error.stack : error}\n`);
    }
  }
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
