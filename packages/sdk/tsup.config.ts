import { defineConfig } from 'tsup';

// Types take most of the time, and nothing in the repository needs them built.
const dts = process.env.BUILD_TYPES === '1';

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      cache: 'src/cache/index.ts',
      get: 'src/get/index.ts',
      webhooks: 'src/webhooks/index.ts',
    },
    format: ['esm', 'cjs'],
    target: 'es2022',
    dts,
  },
  {
    // For a script tag: `almanac.CohortAlmanac`. Here openapi-fetch is inside.
    entry: { almanac: 'src/index.ts' },
    format: ['iife'],
    globalName: 'almanac',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    noExternal: [/.*/],
    banner: { js: '/*! @cohort-almanac/sdk, MIT. Includes openapi-fetch, MIT, (c) Drew Powers */' },
  },
]);
