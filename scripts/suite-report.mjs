/** A reporter for suites that are run by name: writes `reports/<project>.json` and ends with `N passed, N failed`. */
import { mkdirSync, writeFileSync } from 'node:fs';

export default class SuiteReport {
  onTestRunEnd(modules, unhandledErrors) {
    const rows = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        rows.push({ name: test.fullName, state, ...(errors?.length && { error: errors[0].message.slice(0, 2000) }) });
      }
      for (const error of module.errors()) rows.push({ name: module.moduleId, state: 'failed', error: error.message });
    }
    for (const error of unhandledErrors) rows.push({ name: 'unhandled error', state: 'failed', error: error.message });
    const count = (state) => rows.filter((row) => row.state === state).length;
    const name = modules[0]?.project.name ?? 'suite';
    const report = { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), rows };
    mkdirSync('reports', { recursive: true });
    writeFileSync(`reports/${name}.json`, `${JSON.stringify(report, null, 1)}\n`);
    process.stdout.write(`${report.passed} passed, ${report.failed} failed\n`);
  }
}
