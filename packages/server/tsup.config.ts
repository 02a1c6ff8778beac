import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

const OUT = 'dist';
const PIPELINE_ASSETS = '../pipeline/assets';
const WIDGETS = '../widgets/dist/cdn';

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  outDir: OUT,
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  clean: true,
  splitting: true,
  // Our own packages are bundled, from source; what others publish is declared as a dependency.
  noExternal: [/^@cohort-almanac\//],
  skipNodeModulesBundle: true,
  esbuildOptions(options) {
    options.conditions = ['almanac-source'];
  },
  // Types take most of the time, and nothing in the repository needs them built.
  dts: process.env.BUILD_TYPES === '1' && {
    entry: { index: 'src/index.ts' },
    // By their paths, so that they count as ours and are bundled: nobody else gets packages that are not published.
    compilerOptions: {
      baseUrl: '.',
      paths: Object.fromEntries(['core', 'db'].map((name) => [`@cohort-almanac/${name}`, [`../${name}/src/index.ts`]])),
    },
  },
  async onSuccess() {
    const assets = `${OUT}/assets`;
    mkdirSync(assets, { recursive: true });
    cpSync('../../openapi.yaml', `${assets}/openapi.yaml`);
    for (const file of ['almanac.css', 'almanac.js', 'reference.css']) cpSync(`src/pages/${file}`, `${assets}/${file}`);
    for (const file of ['share.css', 'frame.js']) cpSync(`src/embed/${file}`, `${assets}/${file}`);
    if (existsSync(WIDGETS)) cpSync(WIDGETS, `${assets}/widgets`, { recursive: true });
    if (existsSync(PIPELINE_ASSETS)) cpSync(PIPELINE_ASSETS, assets, { recursive: true });
  },
});
