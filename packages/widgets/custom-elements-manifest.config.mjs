export default {
  globs: ['src/components/*/*.ts', 'src/dashboard/*.ts', 'src/internal/{element,data-element}.ts'],
  exclude: ['**/*.stories.ts', '**/*.test.ts'],
  outdir: '.',
  litelement: true,
};
