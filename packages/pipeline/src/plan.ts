/** What a sync would ask of the outside world, before anything is asked. */
import { type Cohort, type Database, planFacts, type StageLimits } from '@cohort-almanac/db';

export interface SyncPlan {
  members: number;
  /** Members that were never read completely, or all of them with `full`. */
  members_to_read_in_full: number;
  requests: { refresh: number; collect: number; film_pages: number; histograms: number; tmdb: number };
  total_requests: number;
  /** At the pace that the settings allow; null without a limit. */
  expected_seconds: number | null;
  assumptions: string[];
}

/** Pages of a member that was never read: profile, likes, watchlist, and films at 72 a page. */
const UNKNOWN_MEMBER_FILM_PAGES = 5;
/** An unknown diary is read to this depth at most. */
const UNKNOWN_MEMBER_DIARY_PAGES = 10;
const FILMS_A_PAGE = 72;
const PEOPLE_A_PAGE = 25;

/** Counts a sync's requests from what is known; what isn't known yet is assumed, and said. */
export async function planSync(
  db: Database,
  cohort: Cohort,
  { full, rate, limits }: { full: boolean; rate: number | null; limits: StageLimits },
): Promise<SyncPlan> {
  const facts = await planFacts(db, cohort.id);
  const assumptions: string[] = [];
  const { seeds, lists } = cohort.definition;
  const refresh =
    Math.max(seeds.length + lists.length, Math.ceil(facts.members / PEOPLE_A_PAGE)) *
    Math.min(1, seeds.length + lists.length);
  if (facts.members === 0 && seeds.length + lists.length > 0) {
    assumptions.push('The members are not known yet: only the first pages of the definition are counted.');
  }
  const inFull = full ? facts.members : facts.never_read;
  if (facts.never_read > 0) {
    assumptions.push(
      `${facts.never_read} members were never read: ${UNKNOWN_MEMBER_FILM_PAGES} pages of films and ${UNKNOWN_MEMBER_DIARY_PAGES} of diary each are assumed.`,
    );
  }
  const knownPages = Math.ceil(facts.rows_of_read_members / FILMS_A_PAGE) + facts.members - facts.never_read;
  const filmPages = full
    ? knownPages + facts.never_read * UNKNOWN_MEMBER_FILM_PAGES
    : facts.members - facts.never_read + facts.never_read * UNKNOWN_MEMBER_FILM_PAGES;
  // Besides films: robots.txt once, and a profile, a likes page, a watchlist page and the diary's first page each; a first
  // pass reads on in the diary.
  const diaryPages = facts.members + facts.never_read * (UNKNOWN_MEMBER_DIARY_PAGES - 1);
  const collect = facts.members === 0 ? 0 : filmPages + diaryPages + facts.members * 3 + 1;
  const films = Math.min(limits.enrichLimit, facts.films_to_enrich);
  const share = facts.films_to_enrich === 0 ? 0 : films / facts.films_to_enrich;
  const requests = {
    refresh,
    collect,
    film_pages: Math.round(facts.film_pages * share),
    histograms: Math.round(facts.histograms * share),
    tmdb: films,
  };
  if (facts.never_read > 0)
    assumptions.push('Films that nobody here has rated before come on top, up to the limit a run.');
  const letterboxd = requests.refresh + requests.collect + requests.film_pages + requests.histograms;
  return {
    members: facts.members,
    members_to_read_in_full: inFull,
    requests,
    total_requests: letterboxd + requests.tmdb,
    expected_seconds: rate === null ? null : Math.ceil(letterboxd / rate),
    assumptions,
  };
}
