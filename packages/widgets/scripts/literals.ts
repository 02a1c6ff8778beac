/** An esbuild plugin that takes the white space out of Lit's templates and styles, which no other minifier looks into. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';

export function literals(): Plugin {
  return {
    name: 'literals',
    setup(build) {
      build.onLoad({ filter: /widgets[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const minified = await minifyHTMLLiterals(text, { fileName: path });
        return { contents: minified?.code ?? text, loader: 'ts' };
      });
    },
  };
}
