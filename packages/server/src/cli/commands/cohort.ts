import { createInterface } from 'node:readline/promises';
import {
  type CohortCard,
  type CohortDefinition,
  deleteCohort,
  findSchedule,
  LabelTakenError,
  listCohortMembers,
  listCohorts,
  updateCohort,
} from '@cohort-almanac/db';
import { type Command, Option } from 'commander';
import { presentCohort } from '../../presenters/cohort.ts';
import { collect, label as labelArgument, username, wholeNumber } from '../arguments.ts';
import { type CommandContext, cohortOf, OPERATOR_RIGHTS, withContext } from '../context.ts';
import { type DefinitionFlags, readDefinition } from '../definition.ts';
import { Failure } from '../errors.ts';
import { integer, note, print, printFacts, printJson, printTable, time } from '../output.ts';
import { startAndFollow } from '../run-command.ts';
import { defineSchedule, scheduleFacts } from './cohort-schedule.ts';

interface CreateFlags extends DefinitionFlags {
  label: string;
  displayName?: string;
  visibility: 'public' | 'private';
  json?: boolean;
}

interface Json {
  json?: boolean;
}

export function define(command: Command): void {
  command
    .command('create')
    .description('Create a cohort. Its parts combine: seeds, lists and members by name.')
    .requiredOption('--label <label>', 'unique; small letters, digits and dashes', labelArgument)
    .option('--display-name <name>', 'what people read; the label when left out')
    .addOption(new Option('--visibility <who>', 'who may read it').choices(['public', 'private']).default('private'))
    .option('--seed <name>', 'a member whose neighbours belong to it (repeatable)', (name, before?: string[]) =>
      collect(username(name), before),
    )
    .addOption(new Option('--relation <which>', "which neighbours: --seed's").choices(['following', 'followers']))
    .option('--depth <n>', 'how many steps away (default 1)', wholeNumber(1, 3))
    .option('--include-seed', 'the seed is a member too')
    .option('--list <path>', 'NAME/list/SLUG: its owner and those who liked it (repeatable)', collect)
    .option('--members <names>', 'user names, with commas between them')
    .option('--members-file <file>', 'a file of user names, one a line')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample: almanac cohort create --label friends --seed NAME --relation following --include-seed',
    )
    .action(async (flags: CreateFlags) => {
      const definition = readDefinition(flags);
      await withContext('cohort', (context) => create(context, definition, flags));
    });
  command
    .command('list')
    .description('List all cohorts.')
    .option('--json', 'print JSON')
    .action((options: Json) => withContext('cohort', (context) => list(context, options)));
  command
    .command('show')
    .description('Show a cohort: who it is made of, what is known of it, and its last run.')
    .argument('<cohort>', "the cohort's id or label")
    .option('--json', 'print JSON')
    .action((label: string, options: Json) => withContext('cohort', (context) => show(context, label, options)));
  command
    .command('refresh')
    .description('Look who belongs to a cohort by its definition, without reading their films.')
    .argument('<cohort>', "the cohort's id or label")
    .option('--wait', 'wait for it; work it here when no worker is alive')
    .option('--json', 'print the run as JSON')
    .action(async (label: string, options: { wait?: boolean; json?: boolean }) => {
      await withContext('cohort', async (context) => {
        await startAndFollow(context, await cohortOf(context.db, label), 'refresh', options);
      });
    });
  defineSchedule(command);
  command
    .command('rename')
    .description('Give a cohort another label.')
    .argument('<cohort>', "the cohort's id or label")
    .argument('<label>', 'the new label', labelArgument)
    .option('--display-name <name>', 'also change what people read')
    .option('--json', 'print JSON')
    .action((label: string, next: string, options: Json & { displayName?: string }) =>
      withContext('cohort', (context) => rename(context, label, next, options)),
    );
  command
    .command('delete')
    .description("Delete a cohort with its runs and rankings. Members' ratings stay: other cohorts may use them.")
    .argument('<cohort>', "the cohort's id or label")
    .option('--yes', 'do not ask')
    .action((label: string, options: { yes?: boolean }) =>
      withContext('cohort', (context) => remove(context, label, options)),
    );
}

const present = (cohort: CohortCard) => presentCohort(cohort, OPERATOR_RIGHTS);

async function create(
  { services, operator }: CommandContext,
  definition: CohortDefinition,
  { label, displayName: display_name, visibility, json }: CreateFlags,
): Promise<void> {
  const { cohort } = await services.cohorts.create(operator, {
    label,
    display_name,
    visibility,
    definition,
    parameters: {},
  });
  if (json) return printJson(present(cohort));
  print(
    `Cohort ${cohort.label} (id ${cohort.id}, ${cohort.visibility}) is there. Collect it with \`almanac sync ${cohort.label} --wait\`.`,
  );
}

const PAGE = 200;

async function list({ db }: CommandContext, { json }: Json): Promise<void> {
  const cohorts: CohortCard[] = [];
  for (let page = await listCohorts(db, 'operator', { limit: PAGE }); page.length > 0; ) {
    cohorts.push(...page);
    page = page.length < PAGE ? [] : await listCohorts(db, 'operator', { limit: PAGE, after: page.at(-1)!.label });
  }
  if (json) return printJson({ items: cohorts.map(present), next_cursor: null });
  if (cohorts.length === 0) return print('No cohort yet. `almanac cohort create --help` shows how to make one.');
  printTable(
    [
      { head: 'id', align: 'right', cell: (c) => c.id },
      { head: 'label', cell: (c) => c.label },
      { head: 'name', flexible: true, cell: (c) => c.display_name },
      { head: 'visible', cell: (c) => c.visibility },
      { head: 'members', align: 'right', cell: (c) => integer(c.member_count) },
      { head: 'ranked', cell: (c) => time(c.computed_at) ?? 'not yet' },
    ],
    cohorts,
  );
}

async function show({ db, services }: CommandContext, label: string, { json }: Json): Promise<void> {
  const cohort = await cohortOf(db, label);
  if (json) return printJson(present(cohort));
  const { version, coverage, last_run } = await services.stats.read(cohort);
  const { seeds, lists, members } = cohort.definition;
  printFacts([
    ['cohort', `${cohort.label} (id ${cohort.id}, ${cohort.visibility}): ${cohort.display_name}`],
    ...seeds.map(({ username: name, relation, depth, include_seed }) => {
      const steps = depth > 1 ? `, ${depth} steps` : '';
      const whom = relation === 'following' ? `whom ${name} follows` : `who follows ${name}`;
      return ['made of', `${whom}${steps}${include_seed ? `, and ${name}` : ''}`] as const;
    }),
    ...lists.map((path) => ['made of', `the owner of ${path} and those who liked it`] as const),
    ...(members.length > 0 ? [['made of', `${integer(members.length)} by name`] as const] : []),
    ['members', `${integer(cohort.member_count)}, ${integer(coverage.members_with_data)} with data`],
    ['films', version && integer(version.summary.films)],
    ['ratings', version && integer(version.summary.ratings)],
    ['ranked', time(cohort.computed_at) ?? 'not yet'],
    ...scheduleFacts(await findSchedule(db, cohort.id)),
    ['last run', last_run && `${last_run.id}, ${last_run.state}, ${time(last_run.created_at)}`],
  ]);
  const known = await listCohortMembers(db, cohort.id);
  if (known.length === 0) return print(`\nIts members are found by \`almanac sync ${cohort.label} --wait\`.`);
  print();
  printTable(
    [
      { head: 'member', cell: (m) => m.username },
      { head: 'name', flexible: true, cell: (m) => m.display_name },
      { head: 'last read', cell: (m) => time(m.last_pass_at) ?? 'never' },
    ],
    known,
  );
}

async function rename(
  { db }: CommandContext,
  label: string,
  next: string,
  { displayName: display_name, json }: Json & { displayName?: string },
): Promise<void> {
  const cohort = await cohortOf(db, label);
  // A name that was never chosen follows the label.
  const follows = cohort.display_name === cohort.label ? next : cohort.display_name;
  try {
    const renamed = (await updateCohort(db, cohort.id, { label: next, display_name: display_name ?? follows }))!;
    if (json) printJson(present(renamed));
    else print(`Cohort ${cohort.label} is now ${renamed.label}.`);
  } catch (error) {
    if (error instanceof LabelTakenError) throw new Failure(error.message);
    throw error;
  }
}

async function remove({ db }: CommandContext, label: string, { yes }: { yes?: boolean }): Promise<void> {
  const cohort = await cohortOf(db, label);
  if (!yes && process.stdin.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`Delete cohort ${cohort.label} with its runs and rankings? [y/N] `);
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('Nothing was deleted.');
  }
  await deleteCohort(db, cohort.id);
  note(`Cohort ${cohort.label} is deleted.`);
}
