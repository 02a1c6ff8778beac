import type { Command } from 'commander';
import { sendWebhookNotices } from '../../services/webhook-notices.ts';
import { today } from '../context.ts';
import { mailerOf } from '../mail.ts';
import { openJobs } from '../pipeline.ts';
import { addRoleOptions, type RoleOptions, runRole } from '../role.ts';

/** Two connections a chore: one holds its lock, the other works. */
const POOL = 12;
/** How often is looked for mail that is due. */
const MAIL_EVERY_MS = 30_000;
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
          const mailer = mailerOf(settings);
          const scheduler = startScheduler(stores, {
            home: settings.home,
            today: () => today(settings),
            keepRuns: KEEP_RUNS,
            limits: jobs.limits,
            chores: [
              {
                name: 'digests',
                everyMs: MAIL_EVERY_MS,
                work: async (signal) => {
                  const sent = await stores.services.digests.sendDue(signal);
                  if (sent > 0) stores.log.info({ sent }, 'digests were sent');
                },
              },
              {
                name: 'notices',
                everyMs: MAIL_EVERY_MS,
                work: async () => {
                  await sendWebhookNotices(stores.db, mailer);
                },
              },
            ],
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
