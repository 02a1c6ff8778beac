import { ensureUser, findUserByEmail, listUsers, type User } from '@cohort-almanac/db';
import type { Command } from 'commander';
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
