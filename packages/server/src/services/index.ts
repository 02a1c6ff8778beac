/** The services over one database. */
import type { Coordination, Database } from '@cohort-almanac/db';
import { cohortsService } from './cohorts.ts';
import { filmListsOf } from './film-lists.ts';
import { healthService } from './health.ts';
import { insightsService } from './insights.ts';
import { rankingsService, type WholeRankings } from './rankings.ts';
import { type RunStarts, runsService } from './runs.ts';
import { statsService } from './stats.ts';
import type { Services } from './types.ts';
import { versionsOf } from './versions.ts';

export interface ServicesOptions {
  /** The UTC day to which a new run counts ages, `YYYY-MM-DD`; today unless set. */
  today?: () => string;
}

/** What the routes use, and the little more that the command line does with the same services. */
export type AllServices = Services & { runs: RunStarts; rankings: WholeRankings };

export function createServices(
  db: Database,
  coordination: Coordination,
  { today = () => new Date().toISOString().slice(0, 10) }: ServicesOptions = {},
): AllServices {
  const versions = versionsOf(db);
  const cohorts = cohortsService(db);
  return {
    cohorts,
    runs: runsService(db, coordination, { today, onStart: () => cohorts.changed() }),
    rankings: rankingsService(versions, filmListsOf(db)),
    insights: insightsService(db, versions),
    stats: statsService(db, versions),
    health: healthService(db, coordination),
  };
}
