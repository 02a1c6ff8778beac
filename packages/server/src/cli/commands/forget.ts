import { createInterface } from 'node:readline/promises';
import {
  cohortsToRecompute,
  type Forgetting,
  findMember,
  forgetMember,
  removeForgottenVersions,
} from '@cohort-almanac/db';
import type { Command } from 'commander';
import { username } from '../arguments.ts';
import { type CommandContext, withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { integer, note, print, printFacts, printJson } from '../output.ts';
import { seeThrough } from '../run-command.ts';

interface ForgetOptions {
  yes?: boolean;
  json?: boolean;
}

/** A cohort that was ranked anew, and by which run. */
interface Recomputed {
  id: number;
  label: string;
  run_id: number;
  /** Whether its readers no longer see anything that was computed with the member. */
  done: boolean;
}

export function define(command: Command): void {
  command
    .argument('<name>', "the member's user name", username)
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nRemoves the member from every table, ranks the cohorts concerned anew, and deletes the rankings that were computed\n' +
        'with them. The name is not collected or imported again; of it only a hash is kept. A name that is not known here is\n' +
        'kept out all the same. This cannot be undone. If it is interrupted, run it again: it goes on where it was.',
    )
    .action(async (name: string, options: ForgetOptions) => {
      await withContext('forget', (context) => forget(context, name.toLowerCase(), options));
    });
}

async function forget(context: CommandContext, name: string, { yes, json }: ForgetOptions): Promise<void> {
  const { db } = context;
  if (!yes && process.stdin.isTTY) await confirm(name, (await findMember(db, name)) !== null);
  const forgetting = await forgetMember(db, name);
  let versions = await removeForgottenVersions(db);
  const recomputed: Recomputed[] = [];
  for (const cohort of await cohortsToRecompute(db)) recomputed.push(await recompute(context, cohort));
  versions += await removeForgottenVersions(db);

  if (json) printJson({ member: name, ...forgetting, recomputed, versions_removed: versions });
  else printOutcome(name, forgetting, recomputed, versions);
  for (const { label, lost_seeds } of forgetting.cohorts) {
    if (lost_seeds > 0) {
      note(`Warning: ${label} has lost a seed. Its next sync finds only the people to whom the rest of it leads.`);
    }
  }
  for (const { label } of forgetting.mentioned_in) {
    note(`Warning: the label, name or description of ${label} holds the name. Change it if it means this person.`);
  }
  const undone = recomputed.filter(({ done }) => !done);
  if (undone.length > 0) {
    throw new Failure(
      `${undone.map(({ label, run_id }) => `${label} (run ${run_id})`).join(', ')} could not be ranked anew: what is ` +
        'published there was still computed with the member. See `almanac run show ID`, then run this command again.',
    );
  }
}

async function confirm(name: string, known: boolean): Promise<void> {
  const what = known
    ? `Forget ${name}: remove all of it, and never collect it again?`
    : `Nothing is known of ${name}. Keep the name from ever being collected?`;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${what} This cannot be undone. [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('Nothing was changed.');
}

/** Runs of other kinds, or of before, can stand in the way of one that computes. */
const TRIES = 3;

async function recompute(context: CommandContext, { id, label }: { id: number; label: string }): Promise<Recomputed> {
  for (let tries = 1; ; tries++) {
    const { run } = await context.services.runs.start(id, 'compute', {});
    await seeThrough(context, run.id);
    const done = !(await cohortsToRecompute(context.db)).some((cohort) => cohort.id === id);
    if (done || tries === TRIES) return { id, label, run_id: run.id, done };
  }
}

function printOutcome(
  name: string,
  { known, removed, cohorts }: Forgetting,
  recomputed: readonly Recomputed[],
  versions: number,
): void {
  print(
    known
      ? `${name} is forgotten, and will not be collected again.`
      : `Nothing was stored of ${name}. The name will not be collected.`,
  );
  const facts: [string, string][] = [];
  if (known) {
    facts.push(['  films', integer(removed.ratings)]);
    facts.push(['  watchlist', integer(removed.watchlist_entries)]);
    facts.push(['  favourites', integer(removed.favorites)]);
    facts.push(['  lists', integer(removed.lists)]);
  }
  for (const { label, lost_seeds, lost_lists, stopped_run_id } of cohorts) {
    const changes = [
      ...(lost_seeds > 0 ? ['lost a seed'] : []),
      ...(lost_lists > 0 ? [`lost ${lost_lists === 1 ? 'a list' : `${lost_lists} lists`}`] : []),
      ...(stopped_run_id === null ? [] : [`run ${stopped_run_id} was stopped; start it again`]),
    ];
    facts.push(['  taken out of', [label, ...changes].join(', ')]);
  }
  for (const { label, run_id, done } of recomputed) {
    if (done) facts.push(['  ranked anew', `${label}, by run ${run_id}`]);
  }
  if (versions > 0) facts.push(['  old rankings', `${integer(versions)} removed`]);
  if (facts.length > 0) printFacts(facts);
}
