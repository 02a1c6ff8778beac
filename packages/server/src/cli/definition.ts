/** Who a cohort shall be made of, from the flags of `cohort create`. */
import { readFileSync } from 'node:fs';
import type { CohortDefinition } from '@cohort-almanac/db';
import { definitionOf } from '../routes/cohort-input.ts';
import { username } from './arguments.ts';
import { Failure, UsageError } from './errors.ts';

export interface DefinitionFlags {
  seed?: string[];
  relation?: 'following' | 'followers';
  depth?: number;
  includeSeed?: boolean;
  list?: string[];
  members?: string;
  membersFile?: string;
}

/** The definition. Throws a UsageError when flags are missing or don't go together. */
export function readDefinition(flags: DefinitionFlags): CohortDefinition {
  const { seed = [], relation, depth, includeSeed, list = [], members, membersFile } = flags;
  if (seed.length > 0 && relation === undefined) {
    throw new UsageError('--seed needs --relation following (whom the seed follows) or --relation followers.');
  }
  for (const [flag, given] of [
    ['--relation', relation],
    ['--depth', depth],
    ['--include-seed', includeSeed],
  ] as const) {
    if (seed.length === 0 && given !== undefined) throw new UsageError(`${flag} belongs to --seed, which is missing.`);
  }
  const names = [
    ...(members === undefined ? [] : checkNames('--members', members.split(','))),
    ...(membersFile === undefined ? [] : checkNames(membersFile, readLines(membersFile))),
  ];
  if (seed.length + list.length + names.length === 0) {
    throw new UsageError(
      'Say who belongs to the cohort: --seed NAME with --relation, --list, --members or --members-file.',
    );
  }
  return definitionOf({
    seeds: seed.map((name) => ({ username: name, relation: relation!, depth, include_seed: includeSeed })),
    lists: list.map(listPath),
    members: names,
  });
}

function checkNames(where: string, lines: readonly string[]): string[] {
  const names = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (names.length === 0) throw new UsageError(`${where} names nobody.`);
  for (const name of names) {
    try {
      username(name);
    } catch {
      throw new UsageError(`${where}: "${name}" is no Letterboxd user name (letters, digits, _ and -).`);
    }
  }
  return names;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch (error) {
    throw new Failure(`${file} can't be read: ${(error as Error).message}`);
  }
}

const LIST = /^(?:https?:\/\/[^/]+)?\/?([A-Za-z0-9_-]{1,64})\/list\/([a-z0-9-]{1,200})\/?$/;

/** `owner/list/slug`, from a path or an address. */
function listPath(text: string): string {
  const match = LIST.exec(text.trim());
  if (!match) throw new UsageError(`--list "${text}" is no list: give its path, NAME/list/SLUG, or its address.`);
  return `${match[1]}/list/${match[2]}`;
}
