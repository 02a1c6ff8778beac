/**
 * Published versions, held in memory. A version is immutable, so one strategy's list is read once and every filter, sort
 * and page is cut from it; only the cohort's revision (films enriched, members forgotten) makes it be read anew.
 */
import { inTimeframe, parseTimeframe, type RankingRow, type Strategy } from '@cohort-almanac/core';
import {
  type CohortCard,
  type Coverage,
  type Database,
  findVersion,
  readRanking,
  readVersionFilms,
  type Version,
  type VersionFilm,
} from '@cohort-almanac/db';
import PQueue from 'p-queue';
import { keys } from './cache-keys.ts';
import { thatFit } from './memory.ts';
import { Remembered } from './remembered.ts';
import { sharingFilms } from './shared-films.ts';
import { placeRows, placingsOf } from './timeframes.ts';
import type { Published } from './types.ts';

/** Rows of rankings held at most, over all of them. */
const MAX_ROWS = thatFit(500_000, 0.33);
/** Films of versions held at most: numbers and names, without credits. */
const MAX_FILMS = thatFit(100_000, 0.05, 800);
/** Rankings read at the same time: each takes some ten megabytes more while its rows are put together. */
const READ_AT_ONCE = 2;

export interface Versions {
  /** A version by its id; null when it was pruned or never was. */
  find(versionId: number): Promise<Version | null>;
  /**
   * One strategy's list of a version, in rank order; of all films, or of those of a timeframe (its canonical key). Throws
   * the problem `invalid-filter` for a timeframe of a version that an older almanac computed.
   */
  ranking(
    cohort: CohortCard,
    versionId: number,
    strategy: Strategy,
    timeframe?: string,
  ): Promise<readonly RankingRow[]>;
  /** Every film with numbers in a version, or in a timeframe of it. */
  films(cohort: CohortCard, versionId: number, timeframe?: string): Promise<readonly VersionFilm[]>;
}

export function versionsOf(db: Database): Versions {
  const found = new Remembered<Version | null>(1_000, () => 1);
  const rankings = new Remembered<readonly RankingRow[]>(MAX_ROWS, (rows) => rows.length);
  const films = new Remembered<readonly VersionFilm[]>(MAX_FILMS, (rows) => rows.length);
  const shared = sharingFilms();
  const reading = new PQueue({ concurrency: READ_AT_ONCE });
  const versions: Versions = {
    find: (versionId) => found.get(keys.version(versionId), () => findVersion(db, versionId)),
    ranking: (cohort, versionId, strategy, timeframe = 'all') =>
      rankings.get(keys.ranking(cohort, versionId, strategy, timeframe), async () => {
        if (timeframe === 'all') return reading.add(async () => shared(await readRanking(db, versionId, strategy)));
        const version = await versions.find(versionId);
        if (!version) return [];
        // Only now the list of all films: a timeframe that can't be computed needs none.
        const placed = await placingsOf(db, version, strategy, timeframe);
        return placeRows(await versions.ranking(cohort, versionId, strategy), placed);
      }),
    async films(cohort, versionId, timeframe = 'all') {
      const all = await films.get(keys.films(cohort, versionId), () => readVersionFilms(db, versionId));
      if (timeframe === 'all') return all;
      const span = parseTimeframe(timeframe);
      return all.filter((film) => inTimeframe(film, span));
    },
  };
  return versions;
}

const NO_COVERAGE: Coverage = {
  members: 0,
  members_with_data: 0,
  sources: { export: 0, rss: 0, pages: 0, crawl: 0 },
  oldest_observed_at: null,
  newest_observed_at: null,
};

/** What every read says about the version it comes from. */
export function publishedOf(version: Version | null, cohort: CohortCard): Published {
  return {
    ranking_version: version?.id ?? null,
    computed_at: version?.computed_at ?? null,
    coverage: version?.coverage ?? { ...NO_COVERAGE, members: cohort.member_count },
  };
}
