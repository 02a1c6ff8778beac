/** Runs `npm test` and closes with one line, `N passed, N failed`, for those who count. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

const report = 'reports/vitest.json';
rmSync(report, { force: true });
const { status } = spawnSync(
  'npm',
  ['test', '--silent', '--', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  { stdio: 'inherit' },
);
let passed = 0;
let failed = 1;
if (existsSync(report)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed = counts.numPassedTests;
  // A file that could not even be loaded counts as one failure.
  failed =
    counts.numFailedTests +
    counts.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
  if (status !== 0 && failed === 0) failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
