/** What GitHub runs: nothing but pinned actions with the least rights, and scripts that there are. It can't be run here. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = new URL('../.github/workflows/', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: { uses?: string; run?: string }[];
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  return { name, text, file: parse(text) as Workflow };
});
/** Jobs that may write, and what. */
const WRITERS: Readonly<Record<string, string[]>> = {
  'release.yml version': ['contents', 'pull-requests'],
  'release.yml publish': ['contents', 'id-token'],
  'site.yml deploy': ['pages', 'id-token'],
};

describe('workflows', () => {
  it('are there', () => {
    expect(workflows.map(({ name }) => name)).toEqual([
      'browsers.yml',
      'check.yml',
      'compose.yml',
      'packages.yml',
      'release.yml',
      'site.yml',
    ]);
  });

  it.each(workflows)("$name names GitHub's own actions, by their commit, with the version beside it", ({ text }) => {
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action!);
    expect(uses.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it.each(workflows)('$name may read, and no more than it needs', ({ name, file }) => {
    expect(file.permissions).toEqual({ contents: 'read' });
    for (const [job, { permissions = {} }] of Object.entries(file.jobs)) {
      const writes = Object.keys(permissions).filter((scope) => permissions[scope] === 'write');
      expect(writes).toEqual(WRITERS[`${name} ${job}`] ?? []);
    }
  });

  it.each(workflows)('$name runs scripts that there are', ({ text }) => {
    const run = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script!);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  it.each(workflows)('$name holds no secret but the token of npm', ({ name, text }) => {
    const secrets = [...text.matchAll(/\$\{\{ secrets\.(\w+)/g)].map(([, secret]) => secret);
    expect(secrets).toEqual(name === 'release.yml' ? ['NPM_TOKEN'] : []);
  });
});
