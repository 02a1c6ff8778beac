/**
 * Compares openapi.yaml with the contract of the last release (docs/contract/released.yaml). What breaks callers must stand in
 * docs/contract/approvals.yaml, with the reason. `--release` makes the present contract the released one; the `version` script
 * of a release does that.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ContractDocument } from '../packages/server/src/openapi/document.ts';
import { breakingChanges } from './contract-changes.ts';

const root = new URL('../', import.meta.url);
const CONTRACT = new URL('openapi.yaml', root);
const RELEASED = new URL('docs/contract/released.yaml', root);
const APPROVALS = new URL('docs/contract/approvals.yaml', root);
/** What the approvals begin with, and all that is left of them after a release. */
const HEADING = /^(#.*\n)*/;

interface Approval {
  change: string;
  reason: string;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

function approvals(): Approval[] {
  const listed = (parse(readFileSync(APPROVALS, 'utf8')) ?? []) as Approval[];
  for (const { change, reason } of listed) {
    if (!change || !reason) throw new Error('docs/contract/approvals.yaml: every entry has a change and a reason.');
  }
  return listed;
}

function check(): boolean {
  if (!existsSync(RELEASED)) {
    say('Nothing has been released yet: no contract to be compared with.');
    return true;
  }
  const read = (file: URL) => parse(readFileSync(file, 'utf8')) as ContractDocument;
  const changes = breakingChanges(read(RELEASED), read(CONTRACT));
  const approved = new Set(approvals().map(({ change }) => change));
  const open = changes.filter((change) => !approved.has(change));
  const idle = [...approved].filter((change) => !changes.includes(change));
  for (const change of open) say(`breaks callers: ${change}`);
  for (const change of idle) say(`approved, but not there: ${change}`);
  if (open.length > 0)
    say('Undo these, or put them into docs/contract/approvals.yaml, each with its reason, and into a changeset.');
  if (open.length + idle.length === 0) say(`Nothing breaks callers, ${changes.length} approved changes aside.`);
  return open.length + idle.length === 0;
}

function release(): void {
  writeFileSync(RELEASED, readFileSync(CONTRACT, 'utf8'));
  writeFileSync(APPROVALS, `${HEADING.exec(readFileSync(APPROVALS, 'utf8'))![0]}[]\n`);
  say('openapi.yaml is the released contract now.');
}

if (process.argv.includes('--release')) release();
else process.exitCode = check() ? 0 : 1;
