import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Exit, Failure } from '../errors.ts';

/** From the bundle in packages/server/dist, and from this file in source. */
const PLACES = ['../../../bench/main.ts', '../../../../../bench/main.ts'];

export function define(command: Command): void {
  command
    .argument('[name]', 'which one; all when left out')
    .argument('[options...]', 'what the bench takes, after --')
    .passThroughOptions()
    .allowUnknownOption()
    .addHelpText('after', '\nEach prints one JSON line. The benches belong to the repository and are not published.')
    .action(async (name: string | undefined, options: string[]) => {
      const file = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
      if (!file) throw new Failure('The benches are part of the repository: clone it, and run `npm run bench` there.');
      const args = [
        '--conditions=almanac-source',
        '--import',
        'tsx',
        file,
        ...(name === undefined ? [] : [name]),
        ...options,
      ];
      const child = spawn(process.execPath, args, { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Exit(code ?? 1);
    });
}
