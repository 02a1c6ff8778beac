import { ensureUser, findUser, findUserByEmail, listUsers, recordAuthEvent, type User } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { makeSignInLink } from '../../services/sign-in-link.ts';
import { email as emailArgument } from '../arguments.ts';
import { withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { print, printJson, printTable, time } from '../output.ts';

interface CreateOptions {
  email: string;
  name?: string;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .command('create')
    .description('Create a user of this almanac.')
    .requiredOption('--email <address>', 'a mail address; letter case does not count', emailArgument)
    .option('--name <name>', 'what others read')
    .option('--json', 'print JSON')
    .action(async ({ email, name, json }: CreateOptions) => {
      await withContext('user', async ({ db }) => {
        if (await findUserByEmail(db, email)) throw new Failure(`${email} is a user already.`);
        const user = await ensureUser(db, { email, display_name: name });
        if (json) printJson(present(user));
        else
          print(
            `User ${user.email} (id ${user.id}) is there. \`almanac token create --email ${user.email} --name NAME\` makes a token.`,
          );
      });
    });
  command
    .command('login-link')
    .description('Print a link that signs a user in, once, without any mail. It works for 15 minutes.')
    .requiredOption('--email <address|id>', 'the address or number of a user')
    .option('--json', 'print JSON')
    .action(async ({ email: whom, json }: { email: string; json?: boolean }) => {
      await withContext('user', async ({ db, settings }) => {
        const user = /^[1-9]\d{0,8}$/.test(whom) ? await findUser(db, Number(whom)) : await findUserByEmail(db, whom);
        if (!user) throw new Failure(`${whom} is no user here. \`almanac user list\` shows them.`);
        const link = await makeSignInLink(db, settings.api.public_url, { email: user.email, signup: 'none' });
        await recordAuthEvent(db, { user_id: user.id, kind: 'link_asked', detail: { by: 'command line' } });
        if (json) printJson({ link, user_id: user.id });
        else print(link);
      });
    });
  command
    .command('list')
    .description('List all users.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withContext('user', async ({ db }) => {
        const users = await listUsers(db);
        if (json) return printJson({ items: users.map(present) });
        printTable(
          [
            { head: 'id', align: 'right', cell: (user) => user.id },
            { head: 'mail', cell: (user) => user.email },
            { head: 'name', flexible: true, cell: (user) => user.display_name },
            { head: 'operator', cell: (user) => (user.is_operator ? 'yes' : '') },
            { head: 'since', cell: (user) => time(user.created_at) },
          ],
          users,
        );
      });
    });
}

function present({ id, email, display_name, is_operator, created_at }: User) {
  return { id, email, display_name, is_operator, created_at: created_at.toISOString() };
}
