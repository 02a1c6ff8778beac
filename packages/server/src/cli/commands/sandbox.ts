import type { RobotsMode, World } from '@cohort-almanac/pipeline';
import { type Command, Option } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { aborted, interruption } from '../interrupt.ts';
import { integer, print } from '../output.ts';

interface SandboxFlags {
  port: number;
  world?: string;
  movielens?: string;
  robots: RobotsMode;
  faults?: string;
}

export function define(command: Command): void {
  command
    .addOption(
      new Option('--port <n>', 'where it listens, on 127.0.0.1; 0 takes a free one')
        .env('SANDBOX_PORT')
        .argParser(wholeNumber(0, 65535))
        .default(4010),
    )
    .option('--world <dir>', 'a folder of CSV files; the bundled world when left out')
    .addOption(new Option('--movielens <dir>', 'the folder of ml-latest-small').conflicts('world'))
    .addOption(
      new Option('--robots <mode>', 'what its robots.txt allows').choices(['open', 'letterboxd']).default('open'),
    )
    .option('--faults <file>', 'a JSON list of things that go wrong')
    .addHelpText('after', '\nGET /__stats counts its requests. Needs no database. Ctrl-C ends it.')
    .action(async (flags: SandboxFlags) => {
      const signal = interruption();
      const pipeline = await import('@cohort-almanac/pipeline');
      const world = flags.movielens
        ? pipeline.loadMovielens(flags.movielens)
        : pipeline.loadWorld(flags.world ?? pipeline.bundledWorldDir());
      const faults = flags.faults === undefined ? [] : pipeline.loadFaults(flags.faults);
      const sandbox = await pipeline.startSandbox({ world, port: flags.port, robots: flags.robots, faults });
      print(`Sandbox at ${sandbox.url} (${describe(world)}, robots ${flags.robots})`);
      if (faults.length > 0) print(`${faults.length} faults apply.`);
      await aborted(signal);
      await sandbox.close();
    });
}

/** `12 members, 300 films` */
export function describe({ members, films }: World): string {
  return `${integer(members.length)} members, ${integer(films.length)} films`;
}
