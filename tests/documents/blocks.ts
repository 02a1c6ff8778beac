/**
 * The fenced blocks of a document, and the mark before each: a comment that says how the block is tried. CONTRIBUTING.md has the
 * table of marks. A mark is `<!-- kind: argument -->`; lines after its first belong to the trial, and readers don't see them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The marks, and the languages of the blocks that they fit; none: all. */
const MARKS = {
  /** Run to its end, without a failure. The mark's lines come before it, in the same shell or (js) as the program. */
  run: ['sh', 'js'],
  /** Each line is run until it says this, then ended by Ctrl-C, and has to end well. */
  'run until': ['sh'],
  /** What the last block of the document that was run printed, or with which the file it names begins. */
  output: [],
  /** Written into the folder in which the blocks of the document are run. */
  file: [],
  /** Settings that an almanac starts with. */
  settings: ['sh'],
  /** A tree, the first word of whose lines is a path of the repository. */
  paths: ['text'],
  /** A body that is sent, and taken. */
  request: ['json'],
  /** What a request is answered. */
  answer: ['json'],
  /** Shown by a browser, in a page of another site or, with a path, of the almanac, with the mark's lines in its body. */
  page: ['html', 'js', 'jsx'],
  /** A Content-Security-Policy under which the pages of the document are shown again. */
  policy: ['text'],
  /** Tried by another script of continuous integration, or by a workflow. */
  'run by': [],
  /** Why not. */
  'not run': [],
} as const satisfies Record<string, readonly string[]>;

export type Kind = keyof typeof MARKS;

export interface Block {
  document: string;
  /** That of its fence. */
  line: number;
  language: string;
  code: string;
  mark: { kind: Kind; argument: string; lines: string } | null;
  /** What is wrong with its mark. */
  fault: string | null;
}

/** Documents that people read here; what is generated and what changesets will turn into changelogs are not. */
export function documents(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)))
    .filter((file) => !file.startsWith('.changeset/') && !file.endsWith('CHANGELOG.md'))
    .sort((a, b) => a.localeCompare(b, 'en'));
}

export const blocksOf = (document: string): Block[] =>
  parseBlocks(document, readFileSync(join(ROOT, document), 'utf8'));

/** A mark of a whole document: `<!-- each ts: run by npm run test:sdk -->`. */
const EACH = /^<!-- each (\w+): (.+) -->$/gm;

/** Comment and fence, or a fence alone. Fences stand at the beginning of a line. */
const FENCE = /(?:^<!-- ((?:(?!-->)[\s\S])*?)\s*-->\n+)?^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm;

export function parseBlocks(document: string, text: string): Block[] {
  const each = new Map([...text.matchAll(EACH)].map(([, language, mark]) => [language!, mark!]));
  return [...text.matchAll(FENCE)].map((found) => {
    const [whole, comment = '', language = '', code = ''] = found;
    const line = text.slice(0, found.index + whole.indexOf('```')).split('\n').length;
    const own = comment.startsWith('each ') ? '' : comment;
    return { document, line, language, code, ...readMark(own || each.get(language), language) };
  });
}

function readMark(comment: string | undefined, language: string): Pick<Block, 'mark' | 'fault'> {
  if (!comment) return { mark: null, fault: 'nobody says how it is tried, or why not' };
  const [head = '', ...lines] = comment.split('\n');
  const kind = Object.keys(MARKS)
    .sort((a, b) => b.length - a.length)
    .find((one): one is Kind => head === one || head.startsWith(`${one}:`) || head.startsWith(`${one} `));
  if (!kind) return { mark: null, fault: `there is no mark "${head}"` };
  const mark = { kind, argument: head.slice(kind.length).replace(/^:?\s*/, ''), lines: lines.join('\n') };
  return { mark, fault: faultOf(mark, language) };
}

const NEEDS_ARGUMENT: readonly Kind[] = ['run until', 'file', 'request', 'answer', 'run by', 'not run'];

function faultOf({ kind, argument }: { kind: Kind; argument: string }, language: string): string | null {
  const languages: readonly string[] = MARKS[kind];
  if (languages.length > 0 && !languages.includes(language))
    return `"${kind}" does not fit a block of ${language || 'no language'}`;
  if (argument === '' && NEEDS_ARGUMENT.includes(kind)) return `"${kind}" says nothing more`;
  if (kind === 'not run' && argument.length < 15) return `"${argument}" is no reason`;
  if (kind === 'run by') return faultOfRunner(argument);
  return null;
}

/** `npm run NAME` has to be a script that CI and a workflow run; a workflow has to be there. A reason may follow after `;`. */
function faultOfRunner(argument: string): string | null {
  const [runner = ''] = argument.split(';');
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  if (/^\.github\/workflows\/[\w-]+\.yml$/.test(runner) || runner === '.ci/run')
    return existsSync(join(ROOT, runner)) ? null : `there is no ${runner}`;
  const script = /^npm run ([\w:-]+)$/.exec(runner)?.[1];
  if (!script) return `"${runner}" runs nothing`;
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  if (!(script in scripts)) return `there is no script ${script}`;
  return read('.ci/run').includes(` ${script}`) ? null : `.ci/run does not run ${script}`;
}
