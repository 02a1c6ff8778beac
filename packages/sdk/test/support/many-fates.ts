/** Calls that end in every way; then there is nothing left to do. Run as a program of its own. */
import { CohortAlmanac } from '../../src/index.ts';

const almanac = new CohortAlmanac({ baseUrl: process.argv[2] ?? '', maxRetries: 0 });
const name = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: Error) => error.name,
  );
const told: string[] = [];
told.push(await name(almanac.cohorts.get('fine')));
told.push(await name(almanac.cohorts.get('hang', { timeout: 100 })));
told.push(await name(almanac.cohorts.get('reset')));
told.push(await name(almanac.cohorts.get('stall', { timeout: 100 })));
told.push(await name(almanac.cohorts.get('busy', { maxRetries: 2, timeout: 5_000 })));
told.push(await name(almanac.cohorts.get('hang', { signal: AbortSignal.timeout(50) })));
told.push(await name(almanac.runs.watch('hang', 1, { signal: AbortSignal.timeout(50) }).next()));
for await (const _ of almanac.runs.watch('stream', 1)) {
  told.push('left');
  break;
}
for await (const _ of almanac.rankings.list('fine')) {
  told.push('left');
  break;
}
console.log(told.join(' '));
