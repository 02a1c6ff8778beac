/** The surfaces beside the ranking. */
import {
  BUCKETS,
  baseScores,
  divergences,
  favorites,
  hiddenGems,
  type RankingRow,
  type SurfaceEntry,
} from '@cohort-almanac/core';
import { type Database, readLikesOnly } from '@cohort-almanac/db';
import type { DivergentFilm, InsightsService } from './types.ts';
import { publishedOf, type Versions } from './versions.ts';

export function insightsService(db: Database, versions: Versions): InsightsService {
  return {
    async read(cohort, request) {
      const versionId = cohort.current_version_id;
      const version = versionId === null ? null : await versions.find(versionId);
      const about = {
        ...publishedOf(version, cohort),
        strategy: request.strategy,
        timeframe: request.timeframe,
      };
      const { surface, limit } = request;
      if (surface === 'likes-only') {
        const films = version ? await readLikesOnly(db, version.id) : [];
        const inside = version ? await versions.films(cohort, version.id, request.timeframe) : [];
        const ids = new Set(inside.map((film) => film.film_id));
        return { ...about, surface, items: films.filter((film) => ids.has(film.film_id)).slice(0, limit) };
      }
      const rows = version ? await versions.ranking(cohort, version.id, request.strategy, request.timeframe) : [];
      if (surface === 'buckets') return { ...about, surface, items: byBucket(rows, limit) };

      const films = version ? await versions.films(cohort, version.id, request.timeframe) : [];
      const byId = new Map(rows.map((row) => [row.film_id, row]));
      // Surfaces are made of what the strategy ranks, so never of films that one person rated.
      const shown = (entries: readonly SurfaceEntry[]) =>
        entries.filter((entry) => byId.has(entry.film_id)).slice(0, limit);
      const row = (entry: SurfaceEntry) => byId.get(entry.film_id)!;
      if (surface === 'divergence') {
        const errors = new Map(films.map((film) => [film.film_id, film.divergence_se]));
        const divergent = (entry: SurfaceEntry): DivergentFilm => ({
          value: entry.value,
          divergence_se: errors.get(entry.film_id)!,
          film: row(entry),
        });
        const { positive, negative } = divergences(films);
        return {
          ...about,
          surface,
          positive: shown(positive).map(divergent),
          negative: shown(negative).map(divergent),
        };
      }
      const base = version ? baseScores(films, version.parameters) : new Map<number, number>();
      const entries =
        surface === 'favorites'
          ? favorites(films, base)
          : hiddenGems(films, rows, base, version?.coverage.members_with_data ?? 0);
      return { ...about, surface, items: shown(entries).map(row) };
    },
  };
}

function byBucket(rows: readonly RankingRow[], limit: number) {
  return BUCKETS.map((bucket) => {
    const films = rows.filter((row) => row.bucket === bucket);
    return { bucket, total: films.length, films: films.slice(0, limit) };
  });
}
