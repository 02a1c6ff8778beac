/** A cohort in numbers, with how much stands behind them and how fresh it is. */
import { type Database, lastSyncedAt, listRuns, readCoverage } from '@cohort-almanac/db';
import type { StatsService } from './types.ts';
import type { Versions } from './versions.ts';

export function statsService(db: Database, versions: Versions): StatsService {
  return {
    async read(cohort) {
      const version = cohort.current_version_id === null ? null : await versions.find(cohort.current_version_id);
      const [coverage, runs, last_synced_at] = await Promise.all([
        version ? version.coverage : readCoverage(db, cohort.id),
        listRuns(db, cohort.id, { limit: 1 }),
        lastSyncedAt(db, cohort.id),
      ]);
      return { version, coverage, last_run: runs[0] ?? null, last_synced_at };
    },
  };
}
