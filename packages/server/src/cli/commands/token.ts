import {
  type ApiToken,
  ensureUser,
  findUserByEmail,
  insertToken,
  listTokens,
  listUsers,
  revokeToken,
} from '@cohort-almanac/db';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isScope, SCOPES, type Scope } from '../../policies/scopes.ts';
import { makeToken } from '../../services/token-format.ts';
import { collect, email as emailArgument, id } from '../arguments.ts';
import { withContext } from '../context.ts';
import { Failure } from '../errors.ts';
import { note, print, printJson, printTable, time } from '../output.ts';

interface CreateOptions {
  email: string;
  name: string;
  scope?: string[];
  /** Milliseconds; null = for ever. */
  expires: number | null;
  json?: boolean;
}

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS };

/** `90d`, `12h`, `2w` → milliseconds; `never` → null. */
function lifetime(text: string): number | null {
  if (text === 'never') return null;
  const match = /^([1-9]\d{0,3})([hdw])$/.exec(text);
  if (!match) throw new InvalidArgumentError('Give a time such as 90d, 12h or 2w, or never.');
  return Number(match[1]) * UNITS[match[2]!]!;
}

function scope(text: string, before?: string[]): string[] {
  if (!isScope(text)) throw new InvalidArgumentError(`Give one of: ${SCOPES.join(', ')}.`);
  return collect(text, before);
}

export function define(command: Command): void {
  command
    .command('create')
    .description('Create an API token. It is printed once, on stdout, and cannot be shown again.')
    .requiredOption('--email <address>', 'whose token; the user is created when new', emailArgument)
    .requiredOption('--name <name>', 'what it is for')
    .addOption(
      new Option('--scope <scope>', `what it may do: ${SCOPES.join(', ')} (repeatable; default all)`).argParser(scope),
    )
    .addOption(new Option('--expires <time>', '90d, 12h, 2w or never').argParser(lifetime).default(90 * DAY_MS, '90d'))
    .option('--json', 'print JSON')
    .action((options: CreateOptions) => create(options));
  command
    .command('list')
    .description('List tokens: of each only the last four characters are known.')
    .option('--email <address>', 'only those of this user', emailArgument)
    .option('--json', 'print JSON')
    .action((options: { email?: string; json?: boolean }) => list(options));
  command
    .command('revoke')
    .description('Revoke a token at once and for good.')
    .argument('<id>', "the token's number in the list", id)
    .action(async (tokenId: number) => {
      await withContext('token', async ({ db }) => {
        if (!(await revokeToken(db, tokenId))) {
          throw new Failure(`There is no token ${tokenId} that could be revoked. \`almanac token list\` shows them.`);
        }
        note(`Token ${tokenId} is revoked.`);
      });
    });
}

async function create({ email, name, scope: given, expires, json }: CreateOptions): Promise<void> {
  await withContext('token', async ({ db }) => {
    const known = await findUserByEmail(db, email);
    const user = known ?? (await ensureUser(db, { email }));
    if (!known) note(`User ${user.email} was created.`);
    const token = makeToken();
    const scopes: Scope[] = given === undefined ? [...SCOPES] : [...new Set(given.filter(isScope))];
    const expires_at = expires === null ? null : new Date(Date.now() + expires);
    const row = await insertToken(db, { user_id: user.id, name, token, scopes, expires_at });
    if (json) return printJson({ token, ...present(row, user.email) });
    print(token);
    note(
      `Keep it: it is not shown again. It may ${scopes.join(', ')} ${expires_at ? `until ${time(expires_at)}` : 'until it is revoked'}.`,
    );
  });
}

async function list({ email, json }: { email?: string; json?: boolean }): Promise<void> {
  await withContext('token', async ({ db }) => {
    const users = new Map((await listUsers(db)).map((user) => [user.id, user.email]));
    const user = email === undefined ? null : await findUserByEmail(db, email);
    if (email !== undefined && !user) throw new Failure(`${email} is no user here. \`almanac user list\` shows them.`);
    const tokens = (await listTokens(db, user?.id)).map((token) => present(token, users.get(token.user_id)!));
    if (json) return printJson({ items: tokens });
    if (tokens.length === 0)
      return print('No token yet. `almanac token create --email ADDRESS --name NAME` makes one.');
    printTable(
      [
        { head: 'id', align: 'right', cell: (token) => token.id },
        { head: 'user', cell: (token) => token.email },
        { head: 'name', flexible: true, cell: (token) => token.name },
        { head: 'token', cell: (token) => `…${token.last_four}` },
        { head: 'scopes', cell: (token) => token.scopes.join(' ') },
        { head: 'last used', cell: (token) => time(token.last_used_at) ?? 'never' },
        { head: 'ends', cell: ends },
      ],
      tokens,
    );
  });
}

function ends({ revoked_at, expires_at }: ReturnType<typeof present>): string {
  if (revoked_at) return `revoked ${time(revoked_at)}`;
  return expires_at ? time(expires_at)! : 'never';
}

function present({ id, name, last_four, scopes, ...times }: ApiToken, email: string) {
  const { created_at, expires_at, last_used_at, revoked_at } = times;
  return { id, email, name, last_four, scopes, created_at, expires_at, last_used_at, revoked_at };
}
