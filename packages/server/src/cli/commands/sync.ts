import type { Command } from 'commander';
import { cohortOf, withContext } from '../context.ts';
import { duration, integer, print, printFacts, printJson } from '../output.ts';
import { ENRICH_BATCH } from '../pipeline.ts';
import { type StartOptions, startAndFollow } from '../run-command.ts';

interface SyncOptions extends StartOptions {
  plan?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .option('--full', 'read everything again, also what is known, so that removed ratings are seen')
    .option('--plan', 'tell what it would ask for, and start nothing')
    .option('--wait', 'show progress until it is over; work the tasks here when no worker is alive')
    .option('--member <name>', 'collect only this member of the cohort')
    .option('--json', 'print the run (or the plan) as JSON')
    .addHelpText('after', '\nWith --wait it exits 0 when the run succeeded, also partially (with a warning), else 1.')
    .action(async (label: string, options: SyncOptions) => {
      await withContext('sync', async (context) => {
        const cohort = await cohortOf(context.db, label);
        if (!options.plan) return startAndFollow(context, cohort, 'sync', options);
        const { planSync } = await import('@cohort-almanac/pipeline');
        const { source, tmdb } = context.settings;
        const plan = await planSync(context.db, cohort, {
          full: options.full ?? false,
          rate: source.rate,
          limits: { enrichLimit: tmdb.films_per_run, batchSize: ENRICH_BATCH },
        });
        if (options.json) return printJson(plan);
        const { requests } = plan;
        printFacts([
          ['members', `${integer(plan.members)}, ${integer(plan.members_to_read_in_full)} of them to be read in full`],
          ['requests', integer(plan.total_requests)],
          ['  members of the cohort', integer(requests.refresh)],
          ['  their pages', integer(requests.collect)],
          ['  film pages', integer(requests.film_pages)],
          ['  histograms', integer(requests.histograms)],
          ['  TMDB', integer(requests.tmdb)],
          [
            'expected time',
            plan.expected_seconds === null ? 'no limit of pace is set' : duration(plan.expected_seconds * 1000),
          ],
        ]);
        for (const assumption of plan.assumptions) print(assumption);
      });
    });
}
