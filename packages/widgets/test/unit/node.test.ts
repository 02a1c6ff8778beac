/** Each entry of the package can be imported where there is no page: by a server that renders, or a test. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('../../src/', import.meta.url);
const entries = readdirSync(new URL('components/', here)).map((name) => `components/${name}/index.ts`);

describe('in plain Node', () => {
  it('every element is imported cleanly', () => {
    expect(entries.length).toBeGreaterThan(15);
    const code = [...entries, 'all.ts']
      .map((file) => `Object.entries(await import(${JSON.stringify(new URL(file, here).href)}))`)
      .map((read) => `for (const [name, value] of ${read}) if (value === undefined) throw new Error(name);`);
    const program = `${code.join('\n')}\nconsole.log('clean');`;
    const run = spawnSync(
      process.execPath,
      ['--conditions=almanac-source', '--import', 'tsx', '--input-type=module', '--eval', program],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe('clean\n');
  }, 60_000);
});
