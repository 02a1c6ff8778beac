/** Single films of a cohort, and what its films can be filtered by. */
import { explainScore, type RankingRow, STRATEGIES } from '@cohort-almanac/core';
import {
  type Database,
  type OptionKind,
  readFilmFacts,
  readFilmNumbers,
  readFilmPlacings,
  readFilmWorld,
  readFilterOptions,
  readOpinions,
} from '@cohort-almanac/db';
import { BriefCache } from './brief-cache.ts';
import type { FilmsService } from './film-types.ts';
import { OptionIndex, optionsOf } from './filter-options.ts';
import { publishedOf, type Versions } from './versions.ts';

/** New names of films that no cohort ranks yet are found after this long. */
const OPTIONS_FRESH_MS = 300_000;

export function filmsService(db: Database, versions: Versions): FilmsService {
  const everywhere = new BriefCache<OptionIndex>(10, OPTIONS_FRESH_MS);
  // A ranking's rows are the same array for as long as they are the same.
  const ofRows = new WeakMap<readonly RankingRow[], Map<OptionKind, OptionIndex>>();

  function indexOf(rows: readonly RankingRow[], kind: OptionKind): OptionIndex {
    const known = ofRows.get(rows) ?? new Map<OptionKind, OptionIndex>();
    ofRows.set(rows, known);
    const index = known.get(kind) ?? new OptionIndex(optionsOf(rows, kind));
    known.set(kind, index);
    return index;
  }

  return {
    async read(cohort, filmId, { see_names }) {
      const versionId = cohort.current_version_id;
      const [version, numbers, placings, opinions] = await Promise.all([
        versionId === null ? null : versions.find(versionId),
        versionId === null ? null : readFilmNumbers(db, versionId, filmId),
        versionId === null ? [] : readFilmPlacings(db, versionId, filmId),
        readOpinions(db, cohort.id, filmId),
      ]);
      if (!numbers && !(see_names && opinions.length > 0)) return null;
      const [[film], world] = await Promise.all([readFilmFacts(db, [filmId]), readFilmWorld(db, filmId)]);
      if (!film) return null;
      const places = STRATEGIES.flatMap((strategy) => placings.find((placing) => placing.strategy === strategy) ?? []);
      return {
        ...publishedOf(version, cohort),
        film,
        numbers,
        world,
        places: places.map(({ components, ...place }) => ({
          ...place,
          components: explainScore(place.strategy, components),
        })),
        unranked: STRATEGIES.filter((strategy) => !places.some((place) => place.strategy === strategy)),
        opinions: opinions.filter(({ agreed }) => see_names || agreed),
        unnamed: opinions.filter(({ agreed, watched }) => watched && !(see_names || agreed)).length,
      };
    },

    async options(cohort, kind, request) {
      if (!cohort) {
        const index = await everywhere.get(kind, async () => new OptionIndex(await readFilterOptions(db, kind)));
        return index.find(request);
      }
      const { current_version_id } = cohort;
      const rows = current_version_id === null ? [] : await versions.ranking(cohort, current_version_id, 'bayesian');
      return indexOf(rows, kind).find(request);
    },
  };
}
