import type { Command } from 'commander';
import { openWorker } from '../pipeline.ts';
import { addRoleOptions, type RoleOptions, runRole } from '../role.ts';

/** Time for tasks under way to come to a page's end; what is left then is put back. */
const GRACE_MS = 10_000;

export function define(command: Command): void {
  addRoleOptions(command)
    .addHelpText('after', '\nWorks WORKER_CONCURRENCY (4) tasks at a time. SIGTERM lets those under way finish first.')
    .action(async (options: RoleOptions) => {
      await runRole(
        'worker',
        options,
        // A connection a task, and some for leases, heartbeat and looking for work.
        (settings) => ({ poolSize: settings.queue.concurrency + 4 }),
        async (stores, shutdown) => {
          const worker = await openWorker(stores, 'worker');
          shutdown.on('working', 'worker', () => worker.close(GRACE_MS));
          return `${stores.settings.queue.concurrency} tasks at a time`;
        },
      );
    });
}
