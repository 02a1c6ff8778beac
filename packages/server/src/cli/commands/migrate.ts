import type { Command } from 'commander';
import { openStores } from '../context.ts';
import { print, printJson } from '../output.ts';

export function define(command: Command): void {
  command
    .option('--json', 'print JSON')
    .addHelpText('after', '\nSafe to run again, and by several processes at once: an advisory lock lets one do it.')
    .action(async ({ json }: { json?: boolean }) => {
      const stores = await openStores({ role: 'migrate', schema: 'migrate' });
      await stores.close();
      const { migrated } = stores;
      if (json) printJson({ applied: migrated });
      else if (migrated.length === 0) print('The schema is current.');
      else for (const name of migrated) print(`applied ${name}`);
    });
}
