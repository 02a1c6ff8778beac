/** The pipeline as the command line starts it. */

export { computeVersion } from './jobs/compute.ts';
export type { JobContext, Sources } from './jobs/context.ts';
export { enrichFilms } from './jobs/enrich.ts';
export { PARSE_KINDS, type ParseKind, parsePage } from './parse/index.ts';
export { planSync, type SyncPlan } from './plan.ts';
export * from './sandbox/index.ts';
export { startScheduler, sweep } from './scheduler.ts';
export { createSources, type SourceSettings } from './sources/index.ts';
export { startWorker, type Worker } from './worker.ts';
