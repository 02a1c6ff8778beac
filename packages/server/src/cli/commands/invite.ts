import type { Invite } from '@cohort-almanac/db';
import { type Command, Option } from 'commander';
import { presentInvite } from '../../presenters/access.ts';
import { id, span, username, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { UsageError } from '../errors.ts';
import { note, print, printJson, printTable, time } from '../output.ts';

interface CreateOptions {
  role: Invite['role'];
  member?: string;
  name?: string;
  maxUses?: number;
  /** Days. */
  expires: number;
  json?: boolean;
}

const ROLES = ['member', 'viewer', 'editor'] as const satisfies readonly Invite['role'][];
const DEFAULT_DAYS = 14;

export function define(command: Command): void {
  command
    .command('create')
    .description('Make a link into a cohort and print it. It is not kept and cannot be shown again.')
    .argument('<cohort>', "the cohort's id or label")
    .addOption(
      new Option('--role <role>', 'member: bring an export, without an account; viewer, editor: sign in')
        .choices([...ROLES])
        .default('member'),
    )
    .option('--member <name>', 'only for this Letterboxd member, who may have joined before', username)
    .option('--name <text>', 'to tell it from others')
    .option('--max-uses <n>', 'how many may use it', wholeNumber(1, 1000))
    .addOption(new Option('--expires <span>', 'how long it stands').argParser(span('d')).default(DEFAULT_DAYS, '14d'))
    .option('--json', 'print JSON')
    .action(create);
  command
    .command('list')
    .description('List the links into a cohort, those that are over too.')
    .argument('<cohort>', "the cohort's id or label")
    .option('--json', 'print JSON')
    .action(list);
  command
    .command('end')
    .description('End a link. Who came by it stays.')
    .argument('<cohort>', "the cohort's id or label")
    .argument('<id>', 'its number, as list shows it', id)
    .action(end);
}

async function create(cohort: string, { role, member, name, maxUses, expires, json }: CreateOptions): Promise<void> {
  if (member !== undefined && role !== 'member') throw new UsageError('--member belongs to --role member.');
  await withContext('invite', async ({ db, services, operator }) => {
    const found = await cohortOf(db, cohort);
    const { invite, url } = await services.access.invite(found.id, operator.user_id, {
      role,
      username: member?.toLowerCase() ?? null,
      name: name ?? null,
      max_uses: maxUses ?? null,
      expires_in_days: expires,
    });
    if (json) return printJson({ ...presentInvite(invite), url });
    print(url);
    note(`It stands until ${time(invite.expires_at)}. \`almanac invite end ${found.label} ${invite.id}\` ends it.`);
  });
}

async function list(cohort: string, { json }: { json?: boolean }): Promise<void> {
  await withContext('invite', async ({ db, services }) => {
    const invites = await services.access.invites((await cohortOf(db, cohort)).id);
    if (json) return printJson({ items: invites.map(presentInvite) });
    printTable(
      [
        { head: 'id', align: 'right', cell: (invite) => invite.id },
        { head: 'role', cell: (invite) => invite.role },
        { head: 'for', cell: (invite) => invite.username },
        { head: 'name', flexible: true, cell: (invite) => invite.name },
        { head: 'state', cell: (invite) => presentInvite(invite).state },
        {
          head: 'uses',
          align: 'right',
          cell: ({ uses, max_uses }) => (max_uses === null ? uses : `${uses}/${max_uses}`),
        },
        { head: 'until', cell: (invite) => time(invite.expires_at) },
      ],
      invites,
    );
  });
}

async function end(cohort: string, inviteId: number): Promise<void> {
  await withContext('invite', async ({ db, services }) => {
    await services.access.endInvite((await cohortOf(db, cohort)).id, inviteId);
    print(`Invite ${inviteId} opens nothing any more.`);
  });
}
