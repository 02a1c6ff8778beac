/** What the routes ask about when a cohort is synced by itself. */
import type { Cadence, CohortSchedule } from '@cohort-almanac/db';

export interface SchedulesService {
  /** Null when the cohort has none. */
  find(cohortId: number): Promise<CohortSchedule | null>;
  /** Replaces the whole schedule and switches it on. Throws the problem `invalid-request`, which names each part at fault. */
  set(cohortId: number, cadence: Cadence): Promise<CohortSchedule>;
  /** Switches it off; nothing happens when there is none. */
  end(cohortId: number): Promise<void>;
}
