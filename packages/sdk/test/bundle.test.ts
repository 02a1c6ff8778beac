/** What is shipped needs nothing but the web's own globals. */
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const ENTRIES = ['index', 'cache/index', 'get/index', 'webhooks/index'];

describe.each(ENTRIES)('%s', (entry) => {
  it('imports no Node module, and names none', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [`packages/sdk/src/${entry}.ts`],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      // Fails on an import of a Node module.
      platform: 'browser',
      conditions: ['almanac-source'],
    });
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
    const code = outputFiles[0]?.text ?? '';
    expect(code).not.toMatch(/["'`]node:|\brequire\(|\bBuffer\b|__dirname|import\.meta|process\.env/);
    const sources = Object.keys(metafile.inputs).filter((input) => input.includes('node_modules'));
    expect(sources.filter((input) => !input.includes('openapi-fetch'))).toEqual([]);
  });
});
