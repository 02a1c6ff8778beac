/** A filter in English words: what is on a list and in which order. Never whose: it stands under public lists. */
import { type FilmFilter, type ParameterName, parseTimeframe, type Strategy } from '@cohort-almanac/core';
import { namingParameters } from '../policies/filters.ts';

const STRATEGY_WORDS: Readonly<Record<Strategy, string>> = {
  bayesian: 'by Bayesian score',
  cohort_affinity: 'by affinity',
  wilson: 'by how surely they are liked',
  discovery: 'by discovery',
  recency: 'by recent ratings',
  hybrid: 'by all scores together',
};

const SORT_WORDS: Readonly<Record<FilmFilter['sort'], readonly [desc: string, asc: string]>> = {
  score: ['best first', 'worst first'],
  watchers: ['most seen first', 'least seen first'],
  avg_rating: ['highest mean first', 'lowest mean first'],
  release_year: ['newest first', 'oldest first'],
  divergence: ['most above the world first', 'most below the world first'],
  likes_only_count: ['most hearts first', 'fewest hearts first'],
  title: ['from Z to A', 'from A to Z'],
};

/** Finds the name of a person that a filter gives as a number. */
export type NameOf = (personId: number) => string | undefined;

/** Such as `Horror · from the 1980s · seen by 4 or more · by Bayesian score`. */
export function filterWords(filter: FilmFilter, nameOf: NameOf = () => undefined): string {
  const { strategy, sort, order } = filter;
  const [desc, asc] = SORT_WORDS[sort];
  const isBestFirst = sort === 'score' && order === 'desc';
  const said = [
    ...clauses(filter, nameOf),
    filter.top !== undefined && `the best ${filter.top}`,
    isBestFirst ? STRATEGY_WORDS[strategy] : order === 'desc' ? desc : asc,
    !isBestFirst && strategy !== 'bayesian' && `ranked ${STRATEGY_WORDS[strategy]}`,
  ].filter((clause) => clause !== false && clause !== undefined);
  const text = said.join(' · ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clauses(filter: FilmFilter, nameOf: NameOf): (string | false | undefined)[] {
  const people = (names: readonly string[] | undefined) => names && either(names.map((name) => personOf(name, nameOf)));
  const labels = (names: readonly string[] | undefined) => names && either(names.map(plain));
  const directors = people(filter.director);
  const actors = people(filter.actor);
  const writers = people(filter.writer);
  const countries = filter.country && either(filter.country.map(countryOf));
  return [
    labels(filter.genre),
    filter.media_type && either(filter.media_type.map((type) => (type === 'tv' ? 'series' : 'films'))),
    filter.q !== undefined && `“${filter.q}” in the title`,
    filter.decade && `from the ${either(filter.decade.map((first) => `${first}s`))}`,
    range(filter.release_year_min, filter.release_year_max, String, {
      from: (year) => `released in ${year} or later`,
      to: (year) => `released up to ${year}`,
      both: (first, last) => (first === last ? `released in ${first}` : `released from ${first} to ${last}`),
    }),
    filter.timeframe !== 'all' && timeframeWords(filter.timeframe),
    filter.recent_years !== undefined && `rated in the last ${years(filter.recent_years)}`,
    countries && `from ${countries}`,
    directors && `directed by ${directors}`,
    writers && `written by ${writers}`,
    actors && `with ${actors}`,
    range(filter.runtime_min, filter.runtime_max, (minutes) => `${minutes} minutes`, {
      from: (least) => `${least} or longer`,
      to: (most) => `${most} at most`,
      both: (least, most) => `from ${least.replace(' minutes', '')} to ${most}`,
    }),
    range(filter.watchers_min, filter.watchers_max, String, {
      from: (least) => `seen by ${least} or more`,
      to: (most) => `seen by ${most} at most`,
      both: (least, most) => `seen by ${least} to ${most}`,
    }),
    between(filter.watchers_percentile_min, filter.watchers_percentile_max, String, 'percentile of watchers'),
    between(filter.rating_min, filter.rating_max, (stars) => `${stars} ★`, 'mean'),
    between(filter.rating_percentile_min, filter.rating_percentile_max, String, 'percentile of means'),
    between(filter.score_min, filter.score_max, String, 'score'),
    between(filter.divergence_min, filter.divergence_max, signed, 'against the world'),
    between(filter.stddev_min, filter.stddev_max, String, 'spread'),
    filter.likes_min !== undefined && `${filter.likes_min} likes or more`,
    filter.like_rate_min !== undefined && `liked by ${share(filter.like_rate_min)} or more`,
    filter.favorite_rate_min !== undefined && `a favourite of ${share(filter.favorite_rate_min)} or more`,
    filter.likes_only_min !== undefined && `${filter.likes_only_min} hearts without stars or more`,
    labels(filter.bucket),
    labels(filter.cluster),
    labels(filter.distribution),
    labels(filter.consensus),
    // The path of a list holds the user name of its owner.
    filter.list && (filter.list.length === 1 ? 'on a chosen list' : `on any of ${filter.list.length} chosen lists`),
    namingParameters(filter).length > 0 && 'as chosen members see it',
  ];
}

type Bound = FilmFilter[Extract<ParameterName, `${string}_min` | `${string}_max`>];

interface RangeWords {
  from(least: string): string;
  to(most: string): string;
  both(least: string, most: string): string;
}

function range(from: Bound, to: Bound, write: (value: number) => string, words: RangeWords): string | undefined {
  if (from !== undefined && to !== undefined) return words.both(write(from), write(to));
  if (from !== undefined) return words.from(write(from));
  return to === undefined ? undefined : words.to(write(to));
}

/** A range of a number that has a name: `mean 3.5 ★ or more`. */
function between(from: Bound, to: Bound, write: (value: number) => string, what: string): string | undefined {
  return range(from, to, write, {
    from: (least) => `${what} ${least} or more`,
    to: (most) => `${what} ${most} at most`,
    both: (least, most) => `${what} ${least} to ${most}`,
  });
}

function timeframeWords(key: string): string {
  const { release, watched_year, watched } = parseTimeframe(key);
  const span = ({ from, to }: { from: string | number | null; to: string | number | null }) =>
    from === null
      ? `up to ${to}`
      : to === null
        ? `since ${from}`
        : from === to
          ? `in ${from}`
          : `from ${from} to ${to}`;
  return [
    release && `released ${span(release)}`,
    watched_year !== null && `last rated in ${watched_year}`,
    watched && `last rated ${span(watched)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `science-fiction` → `science fiction`. */
const plain = (name: string): string => (/^[a-z0-9-]+$/.test(name) ? name.replaceAll('-', ' ') : name);

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const countryOf = (name: string): string => {
  const code = name.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? name) : name;
};

const personOf = (name: string, nameOf: NameOf): string =>
  /^\d{1,15}$/.test(name) ? (nameOf(Number(name)) ?? `person ${name}`) : name;

const share = (value: number): string => `${Math.round(value * 100)} % of its raters`;
const signed = (value: number): string => (value < 0 ? `−${-value}` : `+${value}`);
const years = (count: number): string => (count === 1 ? 'year' : `${count} years`);
