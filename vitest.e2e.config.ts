import { defineConfig } from 'vitest/config';

/** People who use the built product, from `almanac up` to a shared page, in a real Chromium: `npm run test:e2e`. */
export default defineConfig({
  resolve: { conditions: ['almanac-source'] },
  ssr: { resolve: { conditions: ['almanac-source'] } },
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/almanac.ts'],
    reporters: ['default', './scripts/suite-report.mjs'],
    fileParallelism: false,
    // Continuous integration runs on busy machines: there a test that fails is asked once more.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
