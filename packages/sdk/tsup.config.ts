import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'es2022',
  clean: true,
  // Types take most of the time, and nothing in the repository needs them built.
  dts: process.env.BUILD_TYPES === '1',
});
