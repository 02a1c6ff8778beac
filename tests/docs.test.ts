/** The documents keep their word: their links lead somewhere, and the commands and settings that they show exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseFilter } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import { variables } from '../packages/server/src/settings/variables.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COMMANDS = join(ROOT, 'packages/server/src/cli/commands');
const CONFIGURATION = 'docs/guides/configuration.md';

type CommandModule = typeof import('../packages/server/src/cli/commands/up.ts');
type Command = Parameters<CommandModule['define']>[0];
// Commander is the server's dependency, so it is looked for where the server finds it.
const { Command } = createRequire(join(ROOT, 'packages/server/package.json'))('commander') as {
  Command: new (name: string) => Command;
};

const markdownUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...markdownUnder('docs'),
  ...readdirSync(join(ROOT, 'packages'))
    .map((name) => join('packages', name, 'README.md'))
    .filter((file) => existsSync(join(ROOT, file))),
];

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** The anchors of a document's headings, as GitHub makes them. */
function anchors(file: string): Set<string> {
  const headings = read(file)
    .replace(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#+ (.+)$/gm);
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
  return new Set([...headings].map(([, heading]) => anchor(heading!)));
}

/** Why a link leads nowhere, or null. Only links inside the repository are followed. */
function brokenLink(document: string, link: string): string | null {
  if (/^[a-z]+:/.test(link)) return null;
  const [path = '', fragment] = link.split('#');
  const target = path === '' ? join(ROOT, document) : resolve(ROOT, dirname(document), path);
  if (!existsSync(target)) return `${link}: there is no such file`;
  if (fragment === undefined) return null;
  return anchors(relative(ROOT, target)).has(fragment) ? null : `${link}: there is no such heading`;
}

describe('links', () => {
  it.each(DOCUMENTS)('of %s lead somewhere', (document) => {
    const links = [...withoutCode(read(document)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    expect(links.map((link) => brokenLink(document, link)).filter((fault) => fault !== null)).toEqual([]);
  });

  it('to every decision and every guide exist', () => {
    const pointers = read('docs/decisions/README.md') + read('README.md');
    // The reference of the SDK is generated, and has an index of its own.
    const written = markdownUnder('docs').filter((file) => !file.startsWith('docs/reference/'));
    const pages = written.filter((file) => !file.endsWith('decisions/README.md'));
    expect(pages.filter((page) => !pointers.includes(page.split('/').at(-1)!))).toEqual([]);
  });
});

/** Every `npx almanac …` of a document, in code blocks and in running text, up to a comment or redirection. */
function commandsOf(document: string): string[] {
  const found = read(document).matchAll(/npx almanac ([^`\n]+)/g);
  return [...found].map(([, line]) => line!.split(/\s+[#>]/)[0]!.trim());
}

/** The words of a command line; double quotes hold a word together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);

/** Why a command line would be refused, or null. Nothing is run: only what the command says of itself is compared. */
async function misuse(line: string): Promise<string | null> {
  const [name = '', ...rest] = wordsOf(line);
  if (name === '--help') return null;
  const file = join(COMMANDS, `${name}.ts`);
  if (!existsSync(file)) return `there is no command ${name}`;
  const { define } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as CommandModule;
  const top = new Command(name);
  define(top);
  const command = top.commands.find((sub) => sub.name() === rest[0]) ?? top;
  if (top.commands.length > 0 && command === top) return `${name} has no subcommand ${rest[0]}`;
  const args = (command === top ? rest : rest.slice(1)).filter((arg) => arg !== '--help');
  if (rest.includes('--help') && args.length === 0) return null;
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    const { operands, unknown } = command.parseOptions(args);
    const expected = command.registeredArguments;
    if (unknown.length > 0) return `it does not take ${unknown[0]}`;
    if (operands.length < expected.filter(({ required }) => required).length) return 'an argument is missing';
    if (operands.length > expected.length) return `${operands.at(-1)} is too much`;
  } catch (error) {
    return (error as Error).message;
  }
  const missing = command.options.find((o) => o.mandatory && command.getOptionValue(o.attributeName()) === undefined);
  if (missing) return `${missing.long} is missing`;
  return name === 'rankings' ? misusedFilter(command) : null;
}

function misusedFilter(command: Command): string | null {
  const own = new Set(['format', 'json', 'part']);
  const given = command.options
    .filter((option) => !own.has(option.name()))
    .map((option) => [option.name().replaceAll('-', '_'), command.getOptionValue(option.attributeName())] as const);
  const parsed = parseFilter(Object.fromEntries(given));
  return parsed.ok ? null : parsed.errors.map(({ message }) => message).join('; ');
}

describe('commands', () => {
  const shown = DOCUMENTS.flatMap((document) => commandsOf(document).map((line) => [line, document] as const));

  it('are shown', () => {
    expect(shown.length).toBeGreaterThan(20);
  });

  it.each(shown)('%s (%s)', async (line) => {
    expect(await misuse(line)).toBeNull();
  });

  it.each([
    'ranking demo',
    'rankings',
    'rankings demo extra',
    'rankings demo --genres horror',
    'rankings demo --decade 1985',
    'cohort',
    'cohort make --label a',
    'cohort create --members a,b',
    'insights demo --surface gems',
  ])('would be noticed when wrong: %s', async (line) => {
    expect(await misuse(line)).not.toBeNull();
  });
});

describe('settings', () => {
  const rows = new Map(
    [...read(CONFIGURATION).matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|–) \|/gm)].map(([, name, value]) => [
      name!,
      value,
    ]),
  );

  it('are those that exist, in their order', () => {
    expect([...rows.keys()]).toEqual(Object.keys(variables.shape));
  });

  it('have the defaults that are written', () => {
    const defaults = variables.parse({}) as Record<string, unknown>;
    const written = (value: unknown) => (typeof value === 'boolean' ? String(Number(value)) : value?.toString());
    for (const [name, value] of rows) expect(`${name}=${value}`).toBe(`${name}=${written(defaults[name])}`);
  });
});
