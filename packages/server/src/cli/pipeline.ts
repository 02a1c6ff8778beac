/** Starting the pipeline in this process. It is loaded only when it is needed. */
import type { JobContext, Worker } from '@cohort-almanac/pipeline';
import about from '../../package.json' with { type: 'json' };
import type { Stores } from './context.ts';

/** Films of one enrichment task: what is lost when a worker dies, and how often its lease is looked at. */
export const ENRICH_BATCH = 25;

export interface RunningWorker {
  close(graceMs?: number): Promise<void>;
}

/** What jobs work with, from the settings. Close it after the worker. */
export async function openJobs(stores: Stores): Promise<JobContext & { close(): Promise<void> }> {
  const { settings, db, coordination, log } = stores;
  const { createSources } = await import('@cohort-almanac/pipeline');
  const sources = createSources(
    db,
    {
      source: settings.source.kind,
      letterboxdBaseUrl: settings.source.base_url,
      contact: settings.source.contact,
      rate: settings.source.rate,
      tmdbBaseUrl: settings.tmdb.base_url,
      tmdbToken: settings.tmdb.token,
      home: settings.home,
      version: about.version,
    },
    log,
  );
  const limits = {
    enrichLimit: settings.tmdb.films_per_run,
    batchSize: ENRICH_BATCH,
    asks: { letterboxd: sources.letterboxd !== null, tmdb: sources.tmdb !== null },
  };
  const mostMembers = settings.limits.quotas.members_per_cohort;
  return { db, coordination, sources, limits, mostMembers, log, close: () => sources.close() };
}

/** Starts a worker with its own sources, and the delivery of webhooks. Closing it finishes what is under way, for at most `graceMs`. */
export async function openWorker(stores: Stores, role: string): Promise<RunningWorker> {
  const { startDeliveries, startWorker } = await import('@cohort-almanac/pipeline');
  const jobs = await openJobs(stores);
  let worker: Worker;
  try {
    const { concurrency, lease_seconds: leaseSeconds } = stores.settings.queue;
    worker = await startWorker(jobs, { concurrency, leaseSeconds, role });
  } catch (error) {
    await jobs.close();
    throw error;
  }
  const deliveries = startDeliveries(stores, {
    sealer: stores.sealer,
    allowLoopback: stores.settings.webhooks.allow_loopback,
    userAgent: `cohort-almanac-webhooks/${about.version}`,
  });
  return {
    async close(graceMs) {
      await Promise.all([worker.close(graceMs), deliveries.close()]);
      await jobs.close();
    },
  };
}
