/** Blocks that are commands or programs, and what they print. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, ROOT } from './blocks.ts';
import type { Ground } from './ground.ts';

const LATE_MS = 90_000;
/** The last block of a document that was run wrote its standard output here, for those that follow. */
const PRINTED = 'printed.txt';

interface Ended {
  stdout: string;
  said: string;
  how: string;
}

function ended(child: ChildProcess, hear: (said: string) => void = () => undefined): Promise<Ended> {
  let stdout = '';
  let said = '';
  const late = setTimeout(() => child.kill('SIGKILL'), LATE_MS);
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
      hear(said);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(late);
      resolve({ stdout, said, how: signal ?? String(code) });
    });
  });
}

async function end(child: ChildProcess): Promise<string> {
  const { stdout, said, how } = await ended(child);
  if (how !== '0') throw new Error(`it ended with ${how}:\n${said}`);
  return stdout;
}

/** Runs a `run` block to its end. @throws when anything in it fails */
export async function runBlock(ground: Ground, { document, line, language, code, mark }: Block): Promise<void> {
  const cwd = ground.folderOf(document);
  const options = { cwd, env: ground.env, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  if (language === 'js') {
    const file = join(cwd, `block-${line}.mjs`);
    writeFileSync(file, ground.filled(code));
    const [, program] = /^with (\S+)$/.exec(mark!.argument) ?? [];
    await end(spawn(process.execPath, program ? [join(ROOT, program), file] : [file], options));
    return;
  }
  const before = mark!.lines === '' ? '' : `{\n${mark!.lines}\n} >/dev/null\n`;
  const script = `set -euo pipefail\n${ground.filled(before + code)}`;
  writeFileSync(join(cwd, PRINTED), await end(spawn('bash', ['-c', script], options)));
}

/** Starts each line of a block, and ends it by Ctrl-C when it has said what the mark names. */
export async function runUntil(ground: Ground, { document, code, mark }: Block): Promise<void> {
  const env = { ...ground.env, SANDBOX_PORT: /--port (\d+)/.exec(ground.filled('--port 4011'))![1]! };
  for (const line of ground.filled(code).trim().split('\n')) {
    let stopped = false;
    const child = spawn('bash', ['-c', line], {
      cwd: ground.folderOf(document),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const { said, how } = await ended(child, (text) => {
      if (stopped || !text.includes(mark!.argument)) return;
      stopped = true;
      // To all of it, as a terminal does.
      process.kill(-child.pid!, 'SIGINT');
    });
    if (!stopped) throw new Error(`${line} never said "${mark!.argument}":\n${said}`);
    if (!['0', '130', 'SIGINT'].includes(how)) throw new Error(`${line} ended with ${how}:\n${said}`);
  }
}

/** Whether a block shows what was printed. `…` stands for anything within a line, and alone on one for any lines. */
export function compareOutput(ground: Ground, { document, code, mark }: Block): void {
  const file = mark!.argument || PRINTED;
  const got = readFileSync(join(ground.folderOf(document), file), 'utf8');
  if (!outputPattern(code).test(got)) throw new Error(`${file} is something else:\n${got.slice(0, 2000)}`);
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a block shows, as a pattern. */
export function outputPattern(shown: string): RegExp {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.trim() === '…' ? '(?:.*\n)*?' : `${line.trimEnd().split('…').map(literal).join('.*')}[ \\t]*\r?(?:\n|$)`,
    );
  return new RegExp(`^${lines.join('')}`);
}
