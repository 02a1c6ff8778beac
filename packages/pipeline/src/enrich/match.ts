/** Which of TMDB's titles a film is, known only by title and year; pure. */
import { nameKey } from '@cohort-almanac/core';
import type { TmdbCandidate } from '@cohort-almanac/db';

/** What is known of a film that an export alone names. */
export interface WantedTitle {
  title: string;
  year: number | null;
}

/**
 * `high`: exactly one candidate has the same title and year. `medium`: none has both, and exactly one the same title and a
 * year that is one off, or a year that one side does not state. `ambiguous`: several are as good as each other. `low`: there
 * are only other titles or other years. `none`: there is nothing.
 */
export interface Match {
  confidence: 'high' | 'medium' | 'ambiguous' | 'low' | 'none';
  /** The candidate that is meant; only with high confidence. */
  match: TmdbCandidate | null;
  /** Best first, each once, at most ten. */
  candidates: TmdbCandidate[];
}

const CANDIDATES_KEPT = 10;

/**
 * Says how sure it is what a film is. Titles are compared without letter case, accents and punctuation, the English and the
 * original one alike; candidates that are equally good stay in the order in which the search had them.
 */
export function matchTitle(wanted: WantedTitle, found: readonly TmdbCandidate[]): Match {
  const distinct = [
    ...new Map(found.map((candidate) => [`${candidate.tmdb_type} ${candidate.tmdb_id}`, candidate])).values(),
  ];
  const ranked = distinct
    .map((candidate) => ({ candidate, grade: grade(wanted, candidate) }))
    .sort((a, b) => a.grade - b.grade);
  const candidates = ranked.slice(0, CANDIDATES_KEPT).map(({ candidate }) => candidate);
  const [best] = ranked;
  if (!best) return { confidence: 'none', match: null, candidates };
  if (best.grade === GRADE.other) return { confidence: 'low', match: null, candidates };
  const equals = ranked.filter(({ grade }) => grade === best.grade).length;
  if (equals > 1) return { confidence: 'ambiguous', match: null, candidates };
  if (best.grade === GRADE.near) return { confidence: 'medium', match: null, candidates };
  return { confidence: 'high', match: best.candidate, candidates };
}

const GRADE = { same: 0, near: 1, other: 2 } as const;
type Grade = (typeof GRADE)[keyof typeof GRADE];

function grade(wanted: WantedTitle, { title, original_title, year }: TmdbCandidate): Grade {
  if (![title, original_title].some((other) => other !== null && sameTitle(wanted.title, other))) return GRADE.other;
  if (wanted.year === null || year === null) return GRADE.near;
  const apart = Math.abs(wanted.year - year);
  if (apart === 0) return GRADE.same;
  return apart === 1 ? GRADE.near : GRADE.other;
}

/** A title of nothing but signs (`$`, `!!!`) has no letters to compare: it is compared as it is. */
export function sameTitle(a: string, b: string): boolean {
  const key = nameKey(a);
  return key === '' ? a.trim() === b.trim() : key === nameKey(b);
}
