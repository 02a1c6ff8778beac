/** What every job works with. */
import type { Coordination, Database, StageLimits } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import type { Tmdb } from '../enrich/tmdb.ts';
import type { Counters } from '../sources/client.ts';
import type { Letterboxd } from '../sources/letterboxd.ts';

/** The outside world as settings allow it; null = not to be asked (`ALMANAC_SOURCE=none`, no TMDB token). */
export interface Sources {
  letterboxd: Letterboxd | null;
  tmdb: Tmdb | null;
}

export interface JobContext {
  db: Database;
  coordination: Coordination;
  sources: Sources;
  limits: StageLimits;
  /** Members of a cohort that is not the operator's; unless given, as many as any may have. */
  mostMembers?: number;
  log: Logger;
}

/** One try at a task. */
export interface Attempt {
  counters: Counters;
  warnings: string[];
  signal: AbortSignal;
}
