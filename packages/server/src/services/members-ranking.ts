/** A cohort's ranking as if it were made of some of its members only. */
import {
  defaultParameters,
  type FilmStats,
  filmStatistics,
  type Insight,
  inTimeframe,
  parseTimeframe,
  type RankedFilm,
  type RankingRow,
  rankAndLabel,
  type Strategy,
} from '@cohort-almanac/core';
import {
  type CohortCard,
  type Coverage,
  type Database,
  type FilmFacts,
  readAggregates,
  readFilmFacts,
  type Version,
} from '@cohort-almanac/db';
import { digest, keys } from './cache-keys.ts';
import { thatFit } from './memory.ts';
import { Remembered } from './remembered.ts';

/** Films held at most, over all choices of members. */
const MAX_FILMS = thatFit(50_000, 0.04);

export interface MembersRanking {
  /** In rank order, with the numbers of these members alone. */
  rows: readonly RankingRow[];
  coverage: Coverage;
  /** Stands for the rows: the same text, the same list. */
  state: string;
}

export type RankForMembers = (
  cohort: CohortCard,
  version: Version,
  memberIds: readonly number[],
  strategy: Strategy,
  timeframe: string,
) => Promise<MembersRanking>;

interface Ratings {
  stats: FilmStats[];
  facts: ReadonlyMap<number, FilmFacts>;
  coverage: Coverage;
}

/**
 * Ranks from what the members have rated by now, under the parameters that a cohort of their number has; ages count to the
 * version's day. It is kept as long as the version and the cohort's revision stay.
 */
export function membersRankingOf(db: Database): RankForMembers {
  const ratings = new Remembered<Ratings>(MAX_FILMS, ({ stats }) => stats.length);
  const rankings = new Remembered<MembersRanking>(MAX_FILMS, ({ rows }) => rows.length);

  const ratingsOf = (cohort: CohortCard, version: Version, members: readonly number[]) =>
    ratings.get(keys.membersRatings(cohort, version.id, members), async () => {
      const { films, coverage } = await db.transaction((tx) => readAggregates(tx, cohort.id, members), {
        isolation: 'repeatable read',
      });
      const facts = await readFilmFacts(
        db,
        films.map(({ film_id }) => film_id),
      );
      return { stats: filmStatistics(films), facts: new Map(facts.map((film) => [film.film_id, film])), coverage };
    });

  return (cohort, version, memberIds, strategy, timeframe) => {
    const members = memberIds.toSorted((a, b) => a - b);
    return rankings.get(keys.membersRanking(cohort, version.id, members, strategy, timeframe), async () => {
      const { stats, facts, coverage } = await ratingsOf(cohort, version, members);
      const span = parseTimeframe(timeframe);
      const inside = stats.filter(({ film_id, last_rating_at }) =>
        inTimeframe({ release_year: facts.get(film_id)?.release_year ?? null, last_rating_at }, span),
      );
      const parameters = { ...defaultParameters(coverage.members_with_data), ...cohort.parameters };
      const { ranked, insights } = rankAndLabel(strategy, inside, parameters, version.as_of);
      const statsOf = new Map(inside.map((film) => [film.film_id, film]));
      const labels = new Map(insights.map((insight) => [insight.film_id, insight]));
      const rows = ranked.flatMap((film) => {
        const known = facts.get(film.film_id);
        return known ? [rowOf(film, statsOf.get(film.film_id)!, labels.get(film.film_id)!, known)] : [];
      });
      return { rows, coverage, state: digest(rows.map(({ film_id, score }) => `${film_id}:${score}`).join()) };
    });
  };
}

/** Only films with a rating are ranked, so that their means are known. */
function rowOf({ rank, score }: RankedFilm, stats: FilmStats, label: Insight, film: FilmFacts): RankingRow {
  return {
    film_id: film.film_id,
    rank,
    score,
    title: film.title,
    slug: film.slug,
    lid: film.lid,
    letterboxd_id: film.letterboxd_id,
    release_year: film.release_year,
    poster_url: film.poster_url,
    media_type: film.media_type,
    tmdb_id: film.tmdb_id,
    imdb_id: film.imdb_id,
    runtime_minutes: film.runtime_minutes,
    watchers: stats.watchers,
    avg_rating: stats.avg_rating!,
    rating_stddev: stats.rating_stddev!,
    histogram: stats.histogram,
    likes_count: stats.likes_count,
    favorites_count: stats.favorites_count,
    likes_only_count: stats.likes_only_count,
    like_rate: stats.like_rate!,
    favorite_rate: stats.favorite_rate!,
    consensus_strength: stats.consensus_strength!,
    divergence: stats.divergence,
    distribution: label.distribution,
    bucket: label.bucket,
    cluster: label.cluster,
    consensus: label.consensus,
    watchers_percentile: label.watchers_percentile,
    rating_percentile: label.rating_percentile,
    previous_rank: null,
    directors: film.directors,
    actors: film.actors,
    writers: film.writers,
    genres: film.genres,
    countries: film.countries,
  };
}
