/** Blocks that are sent, answered, set, or name paths. */
import { deepStrictEqual } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readSettings } from '../../packages/server/src/settings/index.ts';
import { type Block, ROOT } from './blocks.ts';
import type { Ground } from './ground.ts';

const target = (argument: string): [string, string] => {
  const [method = '', path = ''] = argument.split(' ');
  return [method, path];
};

/** Sends a block as the body of a request. @throws unless it is taken */
export async function sendBlock(ground: Ground, { code, mark }: Block): Promise<void> {
  await ground.send(...target(mark!.argument), JSON.parse(ground.filled(code)));
}

/** Whether a request is answered as a block says. A `request_id` is another each time. */
export async function compareAnswer(ground: Ground, { code, mark }: Block): Promise<void> {
  const response = await ground.fetch(...target(mark!.argument));
  const got = (await response.json()) as Record<string, unknown>;
  const shown = JSON.parse(code) as Record<string, unknown>;
  deepStrictEqual({ ...got, request_id: '…' }, { ...shown, request_id: '…' });
}

/** @throws SettingsError when an almanac would not start with them */
export function readSettingsOf({ code }: Block): void {
  readSettings(parseEnv(code));
}

/** @throws when a path of a tree is not there */
export function findPaths({ code }: Block): void {
  const paths = [...code.matchAll(/^(\S+)/gm)].map(([, path]) => path!);
  const missing = paths.filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
}
