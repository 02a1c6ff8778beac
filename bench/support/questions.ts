/** Questions about rankings, as many readers ask them. A path is a ranking's: `/v1/cohorts/bench/rankings`. */
import { GENRES } from './film-details.ts';

const SORTS = ['score', 'watchers', 'avg_rating', 'release_year', 'divergence', 'likes_only_count', 'title'];
const pick = <T>(items: readonly T[], n: number): T => items[n % items.length]!;

/** The paths in turn, for ever. */
export function inTurn(paths: readonly string[]): () => string {
  let n = 0;
  return () => pick(paths, n++);
}

/** The plain ranking, and filters of it that many would ask for. */
export function popularQuestions(path: string, count: number): string[] {
  return [
    path,
    ...Array.from(
      { length: count - 1 },
      (_, n) => `${path}?genre=${pick(GENRES, n)}&sort=${pick(SORTS, n)}&watchers_min=${n + 2}`,
    ),
  ];
}

/** Filters none of which comes twice, of the rankings in turn: the numbers differ in every one. */
export function neverAskedBefore(paths: readonly string[]): () => string {
  let n = 0;
  return () => {
    n += 1;
    const rating = (0.5 + (n % 300) / 100).toFixed(2);
    const year = 1930 + (Math.floor(n / 300) % 90);
    const watchers = 2 + Math.floor(n / 27_000);
    return `${pick(paths, n)}?genre=${pick(GENRES, n)}&sort=${pick(SORTS, n)}&rating_min=${rating}&release_year_min=${year}&watchers_min=${watchers}`;
  };
}
