import type { Command } from 'commander';
import { today } from '../context.ts';
import { openJobs } from '../pipeline.ts';
import { addRoleOptions, type RoleOptions, runRole } from '../role.ts';

/** Two connections a chore: one holds its lock, the other works. */
const POOL = 8;
/** Runs whose last ranking is kept, for comparison and for pages that are being read. */
const KEEP_RUNS = 5;

export function define(command: Command): void {
  addRoleOptions(command)
    .addHelpText('after', '\nSeveral may run; one at a time does each chore.')
    .action(async (options: RoleOptions) => {
      await runRole(
        'scheduler',
        options,
        () => ({ poolSize: POOL }),
        async (stores, shutdown) => {
          const { startScheduler } = await import('@cohort-almanac/pipeline');
          const { settings } = stores;
          const jobs = await openJobs(stores);
          const { letterboxd } = jobs.sources;
          const everyHours = settings.source.canary_hours;
          const scheduler = startScheduler(stores, {
            home: settings.home,
            today: () => today(settings),
            keepRuns: KEEP_RUNS,
            limits: jobs.limits,
            canary: letterboxd && everyHours > 0 ? { letterboxd, everyHours } : null,
          });
          shutdown.on('working', 'scheduler', async () => {
            await scheduler.close();
            await jobs.close();
          });
          return 'ready';
        },
      );
    });
}
