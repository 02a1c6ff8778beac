/** Who may import whom: docs/ARCHITECTURE.md says why. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^packages/${from}/src` },
  to: { path: '^packages/', pathNot: to.map((p) => `^packages/${p}/`) },
});
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('core-stands-alone', 'core', ['core'], 'core is pure and depends on nothing'),
    only('db-on-core', 'db', ['core', 'db']),
    only('pipeline-on-db', 'pipeline', ['core', 'db', 'pipeline']),
    only('sdk-stands-alone', 'sdk', ['sdk'], 'the sdk meets the contract only through its generated types'),
    only('widgets-on-sdk', 'widgets', ['core', 'sdk', 'widgets']),
    {
      name: 'server-on-db',
      comment:
        'server and pipeline meet in Postgres, Redis and the job types of core; only the cli starts the pipeline',
      severity: 'error',
      from: { path: '^packages/server/src', pathNot: '^packages/server/src/cli/' },
      to: { path: '^packages/', pathNot: ['^packages/(core|db|server)/'] },
    },
    {
      name: 'cli-imports-pipeline-dynamically',
      severity: 'error',
      from: { path: '^packages/server/src/cli/' },
      to: { path: '^packages/pipeline/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: ['^packages/server/src/cli/', '^packages/server/(test|bin)/', '^packages/server/tsup'],
      },
      to: { path: '^packages/server/src/cli/' },
    },
    {
      name: 'core-has-no-dependencies',
      severity: 'error',
      from: { path: '^packages/core/src' },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'parse-does-no-io',
      severity: 'error',
      from: { path: '^packages/pipeline/src/parse' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-sources-fetch',
      comment:
        'sources/ and enrich/ ask other sites; notify/ sends what users asked to be told, to checked addresses only',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/pipeline/src/(sources|enrich|notify)/' },
      to: { path: 'node_modules/undici' },
    },
    {
      name: 'queries-live-in-db',
      severity: 'error',
      from: { path: '^packages/(server|pipeline)/src' },
      to: { path: 'node_modules/(pg|sequelize|bee-queue|ioredis)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['almanac-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
