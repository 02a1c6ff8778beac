/** The documents keep their word: links lead somewhere; commands, settings and blocks of code are what they seem. What can be run is, by `npm run test:docs`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseFilter } from '@cohort-almanac/core';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { variables } from '../packages/server/src/settings/variables.ts';
import { blocksOf, documents, parseBlocks } from './documents/blocks.ts';
import { outputPattern } from './documents/shell.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COMMANDS = join(ROOT, 'packages/server/src/cli/commands');
const CONFIGURATION = 'docs/guides/configuration.md';

type CommandModule = typeof import('../packages/server/src/cli/commands/up.ts');
type Command = Parameters<CommandModule['define']>[0];
// Commander is the server's dependency, so it is looked for where the server finds it.
const { Command } = createRequire(join(ROOT, 'packages/server/package.json'))('commander') as {
  Command: new (name: string) => Command;
};

const DOCUMENTS = documents();

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
    const pages = DOCUMENTS.filter((file) => file.startsWith('docs/') && !file.endsWith('decisions/README.md'));
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

/** The lines of a shell block: continued ones joined, comments left out. */
const shellLines = (code: string): string[] =>
  code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');

/** Programs that the documents show and no test runs, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  export: 'it is of the shell',
  cd: 'it is of the shell',
  docker: 'the Docker engine is not everywhere; .github/workflows/compose.yml runs these commands',
  sudo: 'it changes the machine',
  terraform: 'it asks a registry and makes what costs money; tests/terraform.test.ts tries what can be',
  git: 'it asks a remote repository',
  cp: 'it is part of the walk that .github/workflows/compose.yml does',
};
const SETTINGS = new Set(Object.keys(variables.shape));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const PATHS = [...read('openapi.yaml').matchAll(/^ {2}(\/\S*):$/gm)].map(
  ([, path]) => new RegExp(`^${path!.replace(/\{\w+\}/g, '[^/]+')}$`),
);
const ADDRESSES_OF_OTHERS = new Set(['/__stats']);

/** Why a line of a shell block would not work, or null. */
function wrongLine(line: string): string | null {
  const [program = '', second = '', third = ''] = line.split(/\s+/);
  const setting = /^([A-Z_]+)=/.exec(program)?.[1];
  if (setting) return SETTINGS.has(setting.replace(/_FILE$/, '')) ? null : `there is no setting ${setting}`;
  if (program === 'npx')
    return ['almanac', 'vitest', 'biome'].includes(second) || second === '@cohort-almanac/server' ? null : second;
  if (program === 'npm') {
    if (second === 'ci') return null;
    if (second === 'install') return third.startsWith('@cohort-almanac/') ? null : `${third} is not ours`;
    const script = second === 'run' ? third : second;
    return script in scripts ? null : `there is no script ${script}`;
  }
  if (program === 'curl') {
    const [, address = ''] = /(https?:\/\/[^\s']+)/.exec(line) ?? [];
    if (!URL.canParse(address)) return 'it has no address';
    const { pathname } = new URL(address);
    return ADDRESSES_OF_OTHERS.has(pathname) || PATHS.some((path) => path.test(pathname))
      ? null
      : `nothing is at ${pathname}`;
  }
  if (program.startsWith('deploy/')) return existsSync(join(ROOT, program)) ? null : `there is no ${program}`;
  return program in NOT_RUN ? null : `nobody knows whether ${program} works: check it here, or say in NOT_RUN why not`;
}

describe('blocks', () => {
  const shown = DOCUMENTS.flatMap(blocksOf);
  const of = (language: string) => shown.filter((block) => block.language === language);

  it('are shown', () => {
    expect(shown.length).toBeGreaterThan(70);
  });

  // `npm run test:docs` does what the marks say.
  it.each(shown)('$document, line $line: a mark says how it is tried, or why not', ({ fault }) => {
    expect(fault).toBeNull();
  });

  it.each(of('sh'))('$document, line $line is a script, each line of which is known', ({ code }) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const lines = shellLines(code).flatMap((line) => line.split(/\s+&&\s+/));
    expect(lines.map((line) => [line, wrongLine(line)]).filter(([, fault]) => fault !== null)).toEqual([]);
  });

  it.each(of('json'))('$document, line $line is JSON', ({ code }) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });

  it.each(of('js'))('$document, line $line is JavaScript', ({ code }) => {
    expect(() => transformSync(code, { loader: 'js', format: 'esm' })).not.toThrow();
  });

  it('that a script runs are in a document that it names', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const sdk = shown.filter(({ mark }) => mark?.kind === 'run by' && mark.argument.startsWith('npm run test:sdk'));
    const named = [...read(scripts['test:sdk']!.split(' ')[1]!).matchAll(/'((?:docs|packages|examples)\/[\w/.-]+)'/g)];
    expect(sdk.filter(({ document }) => !named.some(([, path]) => document.startsWith(path!)))).toEqual([]);
  });

  it('that a workflow runs are in it, command by command', () => {
    const byWorkflow = shown.filter(({ mark }) => mark?.kind === 'run by' && mark.argument.startsWith('.github/'));
    // What only a workflow says: that it is no terminal, how long it waits, which profiles and whose names it takes.
    const plain = (text: string) =>
      text.replace(/ -T| --profile \w+| --wait-timeout \d+| [A-Z]+$|[\w.]+@example.org| "\$\w+"/gm, '');
    const missing = byWorkflow.flatMap(({ code, mark }) => {
      const workflow = plain(read(mark!.argument.split(';')[0]!));
      const commands = shellLines(code).map((line) => plain(line.replace(/^cp (\S+) .*/, '$1')));
      return commands.filter((command) => !workflow.includes(command));
    });
    expect(byWorkflow.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it.each([
    ['no mark', '```sh\nls\n```', 'nobody says'],
    ['a mark that there is not', '<!-- walk -->\n```sh\nls\n```', 'there is no mark'],
    ['a mark for something else', '<!-- answer: GET / -->\n```sh\nls\n```', 'does not fit'],
    ['no reason', '<!-- not run -->\n```sh\nls\n```', 'says nothing more'],
    ['a poor reason', '<!-- not run: no -->\n```sh\nls\n```', 'is no reason'],
    ['a script that there is not', '<!-- run by npm run gone -->\n```sh\nls\n```', 'there is no script'],
    ['a script that CI does not run', '<!-- run by npm run storybook -->\n```sh\nls\n```', 'does not run'],
    ['a workflow that there is not', '<!-- run by .github/workflows/gone.yml -->\n```sh\nls\n```', 'there is no'],
    ['a comment that stands elsewhere', '<!-- run -->\n\nText.\n\n```sh\nls\n```', 'nobody says'],
  ])('would be noticed with %s', (_, text, fault) => {
    expect(parseBlocks('a.md', text)).toMatchObject([{ fault: expect.stringContaining(fault) }]);
  });

  it('have their marks read with what follows, and those of a whole document', () => {
    const text =
      '<!-- each ts: run by npm run test:sdk -->\n\n```ts\n1;\n```\n\n<!-- run\nmkdir a\n-->\n```sh\nls\n```\n';
    expect(parseBlocks('a.md', text)).toEqual([
      {
        document: 'a.md',
        line: 3,
        language: 'ts',
        code: '1;\n',
        mark: { kind: 'run by', argument: 'npm run test:sdk', lines: '' },
        fault: null,
      },
      {
        document: 'a.md',
        line: 10,
        language: 'sh',
        code: 'ls\n',
        mark: { kind: 'run', argument: '', lines: 'mkdir a' },
        fault: null,
      },
    ]);
  });

  it('are compared with what was printed: … stands for anything, and alone for lines', () => {
    expect('made 12 of 13\n\nsomething\nover  \nand more').toMatch(outputPattern('made … of …\n…\nover\n'));
    expect('made 12\nanother\n').not.toMatch(outputPattern('made …\nover\n'));
    expect('over and out\n').not.toMatch(outputPattern('over\n'));
  });

  it.each([
    'npm run gone',
    'almanac rankings demo',
    'curl http://127.0.0.1:4000/v1/nothing',
    'deploy/gone.sh',
    'NO_SETTING=1',
  ])('would be noticed when wrong: %s', (line) => {
    expect(wrongLine(line)).not.toBeNull();
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
