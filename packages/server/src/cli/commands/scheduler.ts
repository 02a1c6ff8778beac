import type { Command } from 'commander';
import { addRoleOptions, type RoleOptions, runRole } from '../role.ts';

const POOL = 4;
/** Runs whose last ranking is kept, for comparison and for pages that are being read. */
const KEEP_RUNS = 5;

export function define(command: Command): void {
  addRoleOptions(command)
    .addHelpText('after', '\nSeveral may run; one at a time does each chore.')
    .action(async (options: RoleOptions) => {
      await runRole(
        'scheduler',
        options,
        () => POOL,
        async (stores, shutdown) => {
          const { startScheduler } = await import('@cohort-almanac/pipeline');
          const scheduler = startScheduler(stores, { keepRuns: KEEP_RUNS });
          shutdown.on('working', 'scheduler', () => scheduler.close());
          return 'ready';
        },
      );
    });
}
