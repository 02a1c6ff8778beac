/** The commands and how they are called. Only the one that is asked for is loaded, so that each starts as fast as it can. */
import { Command, CommanderError } from 'commander';
import about from '../../package.json' with { type: 'json' };
import { EXIT, explain } from './errors.ts';

interface CommandModule {
  /** Adds arguments, options and the action. */
  define(command: Command): void;
}

const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<CommandModule> }>> = {
  up: {
    summary: 'start everything here: database, sandbox, api, worker, scheduler',
    load: () => import('./commands/up.ts'),
  },
  api: { summary: 'serve the HTTP API', load: () => import('./commands/api.ts') },
  worker: { summary: 'work the tasks of runs', load: () => import('./commands/worker.ts') },
  scheduler: {
    summary: 'sync cohorts when they are due, look after lost tasks',
    load: () => import('./commands/scheduler.ts'),
  },
  migrate: { summary: 'bring the database to the current schema', load: () => import('./commands/migrate.ts') },
  cohort: { summary: 'create, list, show, rename and delete cohorts', load: () => import('./commands/cohort.ts') },
  sync: { summary: "collect a cohort's ratings and rank its films", load: () => import('./commands/sync.ts') },
  compute: { summary: "rank a cohort's films anew, without collecting", load: () => import('./commands/compute.ts') },
  import: { summary: "take in a member's account export", load: () => import('./commands/import.ts') },
  enrich: { summary: 'ask for details of films that are not known yet', load: () => import('./commands/enrich.ts') },
  films: { summary: 'show, merge and resolve films', load: () => import('./commands/films.ts') },
  runs: { summary: "list a cohort's runs", load: () => import('./commands/runs.ts') },
  run: { summary: 'show or stop one run', load: () => import('./commands/run.ts') },
  rankings: { summary: "read a cohort's ranking", load: () => import('./commands/rankings.ts') },
  film: {
    summary: 'see what a cohort thinks of one film, and why it stands where it stands',
    load: () => import('./commands/film.ts'),
  },
  options: { summary: 'list what films can be filtered by', load: () => import('./commands/options.ts') },
  lists: { summary: 'fetch and show lists of films', load: () => import('./commands/lists.ts') },
  insights: { summary: 'read what stands out in a cohort', load: () => import('./commands/insights.ts') },
  people: { summary: 'rank directors, actors and writers by their films', load: () => import('./commands/people.ts') },
  taste: { summary: 'compare the tastes of the members', load: () => import('./commands/taste.ts') },
  tonight: { summary: 'choose a film for some members', load: () => import('./commands/tonight.ts') },
  movers: { summary: 'see what has moved since the run before', load: () => import('./commands/movers.ts') },
  compare: { summary: 'compare two cohorts', load: () => import('./commands/compare.ts') },
  token: { summary: 'create, list and revoke API tokens', load: () => import('./commands/token.ts') },
  admin: { summary: 'look after users, cohorts, sites and queues', load: () => import('./commands/admin.ts') },
  invite: { summary: 'make, list and end links into a cohort', load: () => import('./commands/invite.ts') },
  user: { summary: 'create and list users, and sign them in', load: () => import('./commands/user.ts') },
  parse: { summary: 'read one saved page and print it as JSON', load: () => import('./commands/parse.ts') },
  sandbox: {
    summary: 'serve a Letterboxd-shaped site of invented people',
    load: () => import('./commands/sandbox.ts'),
  },
  doctor: { summary: 'check what the almanac needs', load: () => import('./commands/doctor.ts') },
  forget: { summary: 'remove a member everywhere, for good', load: () => import('./commands/forget.ts') },
  bench: { summary: "run one of the repository's benches", load: () => import('./commands/bench.ts') },
};

async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('almanac')
    .description('Rankings, hidden gems and quarrels of your own film circle.')
    .version(about.version, '-v, --version')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for what it takes)')
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .addHelpText(
      'after',
      '\nCOHORT is an id or a label. Settings come from the environment and .env.\n' +
        'Exit codes: 0 done, 1 failed (the reason is on stderr), 2 wrong usage.',
    );
  const wanted = args.find((arg) => Object.hasOwn(COMMANDS, arg));
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).summary(summary).description(sentence(summary));
    if (name === wanted) (await load()).define(command);
  }
  return program;
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

/** Runs a command line (without node and script). Resolves to the exit code; the reason of a failure is on stderr. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    const program = await buildProgram(args);
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has printed its message already; asking for help is no error, leaving out the command is.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { lines, code } = explain(error);
    process.stderr.write(lines.map((line) => `almanac: ${line}\n`).join(''));
    return code;
  }
}
