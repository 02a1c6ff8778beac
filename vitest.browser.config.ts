import { defineConfig } from 'vitest/config';

/** What needs a real Chromium: `npm run test:browser`. It fails where there is none. */
export default defineConfig({
  resolve: { conditions: ['almanac-source'] },
  ssr: { resolve: { conditions: ['almanac-source'] } },
  test: {
    name: 'browser',
    include: ['packages/widgets/test/browser/**/*.test.ts', 'tests/browser/**/*.test.ts'],
    globalSetup: ['packages/widgets/test/browser/storybook.ts', 'tests/support/services.ts'],
    reporters: ['default', './scripts/suite-report.mjs'],
    // Pages are laid out and looked at by Chromium, in processes of its own.
    maxWorkers: 2,
    // Continuous integration runs on busy machines: there a test that fails is asked once more.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
