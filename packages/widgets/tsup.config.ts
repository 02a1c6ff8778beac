import { readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

const components = readdirSync('src/components');

export default defineConfig({
  entry: {
    ...Object.fromEntries(components.map((name) => [name, `src/components/${name}/index.ts`])),
    all: 'src/all.ts',
    loader: 'src/loader.ts',
  },
  format: ['esm'],
  target: 'es2022',
  platform: 'browser',
  splitting: true,
  clean: true,
  dts: process.env.BUILD_TYPES === '1',
  // Core is private, so it is bundled from source; Lit and the SDK are dependencies of whoever installs the package.
  noExternal: [/^@cohort-almanac\/core/],
  esbuildOptions(options) {
    options.conditions = ['almanac-source'];
  },
});
