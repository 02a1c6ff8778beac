import { readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { literals } from './scripts/literals.ts';

const components = readdirSync('src/components');

export default defineConfig([
  {
    // For npm: Lit and the SDK stay imports, so that a page's bundler has them once.
    entry: {
      ...Object.fromEntries(components.map((name) => [name, `src/components/${name}/index.ts`])),
      all: 'src/all.ts',
      dashboard: 'src/dashboard/index.ts',
      react: 'src/react/index.ts',
    },
    outDir: 'dist',
    format: ['esm'],
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    dts: process.env.BUILD_TYPES === '1',
    noExternal: ['@cohort-almanac/core'],
    esbuildPlugins: [literals()],
    esbuildOptions(options) {
      options.conditions = ['almanac-source'];
    },
  },
  {
    // For a script tag: everything that a page needs, in files that stand side by side.
    entry: {
      ...Object.fromEntries(components.map((name) => [name, `src/components/${name}/index.ts`])),
      loader: 'src/loader.ts',
      all: 'src/all.ts',
      dashboard: 'src/dashboard/index.ts',
    },
    outDir: 'dist/cdn',
    format: ['esm'],
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    minify: true,
    dts: false,
    publicDir: 'src/public',
    noExternal: [/.*/],
    esbuildPlugins: [literals()],
    esbuildOptions(options) {
      options.conditions = ['almanac-source', 'browser', 'production'];
    },
  },
]);
