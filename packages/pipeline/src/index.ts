/** The pipeline as the command line starts it. */

export { checkCanary } from './canary.ts';
export { type ImportProgress, type ImportSummary, importExport } from './import/export.ts';
export { type FeedImport, type FeedSummary, importFeedFrom, importFeedText } from './import/feed.ts';
export { type FetchedList, fetchList } from './import/list.ts';
export { importPage, PageError, type PageSummary } from './import/page.ts';
export { computeVersion } from './jobs/compute.ts';
export type { JobContext, Sources } from './jobs/context.ts';
export { enrichFilms } from './jobs/enrich.ts';
export { type DeliveryOptions, deliverNext, startDeliveries } from './notify/deliver.ts';
export { PARSE_KINDS, type ParseKind, parsePage } from './parse/index.ts';
export { planSync, type SyncPlan } from './plan.ts';
export * from './sandbox/index.ts';
export { startDue, startScheduler, sweep, takeOnIdleRuns } from './scheduler.ts';
export { ImportError, type ImportErrorCode } from './sources/export/error.ts';
export { createSources, type SourceSettings } from './sources/index.ts';
export { startWorker, type Worker } from './worker.ts';
