import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const source = { resolve: { conditions: ['almanac-source'] }, ssr: { resolve: { conditions: ['almanac-source'] } } };

// Continuous integration runs on busy machines: there a test that fails is asked once more.
const retry = process.env.CI ? 1 : 0;

/** Two projects: what needs no service runs at once; what needs PostgreSQL and Redis gets them started first. */
export default defineConfig({
  test: {
    reporters: ['default'],
    // Much of it waits for PostgreSQL, Redis and leases: one a core, the one of the runner included.
    maxWorkers: availableParallelism(),
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          retry,
          include: [
            'packages/{core,sdk}/test/**/*.test.ts',
            'packages/widgets/test/unit/**/*.test.ts',
            'packages/pipeline/test/{parse,sandbox}/**/*.test.ts',
            'packages/server/test/unit/**/*.test.ts',
            'tests/docs.test.ts',
            'tests/bench.test.ts',
            'tests/compose.test.ts',
            'tests/site.test.ts',
            'tests/terraform.test.ts',
            'tests/workflows.test.ts',
          ],
          // Properties try hundreds of cases: on a busy machine that can take longer than the usual five seconds.
          testTimeout: 20_000,
        },
      },
      {
        ...source,
        test: {
          name: 'services',
          retry,
          include: [
            'packages/db/test/**/*.test.ts',
            'packages/pipeline/test/**/*.test.ts',
            'packages/server/test/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: [
            'packages/pipeline/test/{parse,sandbox}/**',
            'packages/server/test/unit/**',
            'tests/{bench,docs,compose,site,terraform,workflows}.test.ts',
            'tests/{browser,e2e}/**',
          ],
          globalSetup: ['tests/support/services.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
