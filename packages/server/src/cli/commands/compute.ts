import { type CohortParameters, updateCohort } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { positiveNumber, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { startAndFollow } from '../run-command.ts';

type ComputeOptions = Pick<CohortParameters, 'm' | 'floor' | 'tau'> & { wait?: boolean; json?: boolean };

export function define(command: Command): void {
  command
    .argument('<cohort>', "the cohort's id or label")
    .option('--m <n>', 'ratings of the mean film that stand behind each film', positiveNumber)
    .option('--floor <n>', 'watchers that cohort_affinity asks for', wholeNumber(1, 1_000_000))
    .option('--tau <days>', 'days after which a dated rating weighs 1/e in recency', positiveNumber)
    .option('--wait', 'wait for it; work it here when no worker is alive')
    .option('--json', 'print the run as JSON')
    .addHelpText('after', "\nWhat is given for --m, --floor and --tau is kept as the cohort's own from then on.")
    .action(async (label: string, { wait, json, ...given }: ComputeOptions) => {
      await withContext('compute', async (context) => {
        const cohort = await cohortOf(context.db, label);
        if (Object.keys(given).length > 0) {
          await updateCohort(context.db, cohort.id, { parameters: { ...cohort.parameters, ...given } });
        }
        await startAndFollow(context, cohort, 'compute', { wait, json });
      });
    });
}
