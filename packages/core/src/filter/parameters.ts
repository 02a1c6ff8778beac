/**
 * Every parameter of the film filter, in one table. Parsing, the canonical form, the compiled filter, the CLI's flags
 * (`flagOf`) and the check against the HTTP contract are all read from it, so a new parameter is one line here.
 *
 * Different parameters narrow together; a repeated parameter means any of its values.
 */
import { TMDB_TYPES } from '../film.ts';
import { BUCKETS, CLUSTERS, CONSENSUS, DISTRIBUTIONS, STRATEGIES } from '../scoring/types.ts';

/** What a ranking can be sorted by: fields of a `RankingRow`. */
export const SORTS = [
  'score',
  'watchers',
  'avg_rating',
  'release_year',
  'divergence',
  'likes_only_count',
  'title',
] as const;
export type Sort = (typeof SORTS)[number];

export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** The order of a sort when none is asked for: numbers from the largest, titles from A. */
export function defaultOrder(sort: Sort): Order {
  return sort === 'title' ? 'asc' : 'desc';
}

interface Described {
  /** One sentence for a person: what the parameter keeps. */
  description: string;
  /** Any of several values; the filter then holds a list. Otherwise the parameter is given at most once. */
  repeatable?: true;
}

interface NumberParameter extends Described {
  type: 'integer' | 'number';
  minimum?: number;
  maximum?: number;
  multiple_of?: number;
  default?: number;
  /** The field of a `RankingRow` that it bounds, both ends included. A film whose field is unknown (null) is left out. */
  field?: string;
  bound?: 'min' | 'max';
}

interface EnumParameter extends Described {
  type: 'enum';
  values: readonly string[];
  default?: string;
  /** The field of a `RankingRow` that must hold one of the values. */
  field?: string;
}

interface TextParameter extends Described {
  type: 'text';
  max_length: number;
}

/** A timeframe's key; the filter holds the canonical one. */
interface TimeframeParameter extends Described {
  type: 'timeframe';
  max_length: number;
  default: string;
}

/** The name or id of a genre, country or person. Letter case, accents and punctuation do not count. */
interface NameParameter extends Described {
  type: 'name';
  max_length: number;
  /** The list of a `RankingRow` in which it is looked for. */
  field: string;
}

/** A list of films, as `listReference` names it. */
interface ListParameter extends Described {
  type: 'list';
  max_length: number;
}

/** The user name of a member of the cohort; letter case does not count. */
interface MemberParameter extends Described {
  type: 'member';
  max_length: number;
}

export type ParameterDefinition =
  | NumberParameter
  | EnumParameter
  | TextParameter
  | TimeframeParameter
  | NameParameter
  | ListParameter
  | MemberParameter;

/** The largest count that a row can hold (a PostgreSQL integer). */
const MAX_COUNT = 2_147_483_647;
/** How many values a repeated parameter takes. */
export const MAX_VALUES = 50;

const YEARS = { type: 'integer', minimum: 1870, maximum: 2200 } as const;
const COUNT = { type: 'integer', minimum: 0, maximum: MAX_COUNT } as const;
const PERCENTILE = { type: 'number', minimum: 0, maximum: 100 } as const;
const STARS = { type: 'number', minimum: 0.5, maximum: 5 } as const;
const SHARE = { type: 'number', minimum: 0, maximum: 1 } as const;
const DIVERGENCE = { type: 'number', minimum: -5, maximum: 5 } as const;
const DEVIATION = { type: 'number', minimum: 0, maximum: 5 } as const;
const MEMBER = { type: 'member', max_length: 64, repeatable: true } as const;
const NAME = { type: 'name', max_length: 100, repeatable: true } as const;

const TABLE = {
  strategy: { type: 'enum', values: STRATEGIES, default: 'bayesian', description: 'How films are scored.' },
  timeframe: {
    type: 'timeframe',
    max_length: 100,
    default: 'all',
    description:
      'Which films are looked at: all, or release:1990-1999, watched-year:2024, watched:2023-08-01-2024-07-31 (by the newest rating; an end may be left out), joined by |.',
  },
  q: {
    type: 'text',
    max_length: 200,
    description: 'Words of the title, all of which must occur; letter case and accents do not count.',
  },
  release_year_min: { ...YEARS, field: 'release_year', bound: 'min', description: 'Released in this year or later.' },
  release_year_max: { ...YEARS, field: 'release_year', bound: 'max', description: 'Released in this year or earlier.' },
  decade: {
    ...YEARS,
    multiple_of: 10,
    repeatable: true,
    description: 'Released in the ten years that begin with this one, such as 1990.',
  },
  watchers_min: { ...COUNT, field: 'watchers', bound: 'min', description: 'Rated by at least so many members.' },
  watchers_max: { ...COUNT, field: 'watchers', bound: 'max', description: 'Rated by at most so many members.' },
  watchers_percentile_min: {
    ...PERCENTILE,
    field: 'watchers_percentile',
    bound: 'min',
    description: 'Lowest percentile of watchers among the ranked films.',
  },
  watchers_percentile_max: {
    ...PERCENTILE,
    field: 'watchers_percentile',
    bound: 'max',
    description: 'Highest percentile of watchers among the ranked films.',
  },
  rating_min: { ...STARS, field: 'avg_rating', bound: 'min', description: 'Lowest mean rating, in stars.' },
  rating_max: { ...STARS, field: 'avg_rating', bound: 'max', description: 'Highest mean rating, in stars.' },
  rating_percentile_min: {
    ...PERCENTILE,
    field: 'rating_percentile',
    bound: 'min',
    description: 'Lowest percentile of the mean rating among the ranked films.',
  },
  rating_percentile_max: {
    ...PERCENTILE,
    field: 'rating_percentile',
    bound: 'max',
    description: 'Highest percentile of the mean rating among the ranked films.',
  },
  score_min: { type: 'number', field: 'score', bound: 'min', description: 'Lowest score under the strategy.' },
  score_max: { type: 'number', field: 'score', bound: 'max', description: 'Highest score under the strategy.' },
  likes_min: { ...COUNT, field: 'likes_count', bound: 'min', description: 'Liked by at least so many raters.' },
  like_rate_min: { ...SHARE, field: 'like_rate', bound: 'min', description: 'Lowest share of raters who liked it.' },
  favorite_rate_min: {
    ...SHARE,
    field: 'favorite_rate',
    bound: 'min',
    description: 'Lowest share of raters who hold it among their favourites.',
  },
  likes_only_min: {
    ...COUNT,
    field: 'likes_only_count',
    bound: 'min',
    description: 'Liked without a rating by at least so many members.',
  },
  divergence_min: {
    ...DIVERGENCE,
    field: 'divergence',
    bound: 'min',
    description: "Lowest difference of the mean rating to Letterboxd's weighted average, in stars.",
  },
  divergence_max: {
    ...DIVERGENCE,
    field: 'divergence',
    bound: 'max',
    description: "Highest difference of the mean rating to Letterboxd's weighted average, in stars.",
  },
  stddev_min: {
    ...DEVIATION,
    field: 'rating_stddev',
    bound: 'min',
    description: 'Lowest standard deviation of the ratings, in stars.',
  },
  stddev_max: {
    ...DEVIATION,
    field: 'rating_stddev',
    bound: 'max',
    description: 'Highest standard deviation of the ratings, in stars.',
  },
  distribution: {
    type: 'enum',
    values: DISTRIBUTIONS,
    repeatable: true,
    field: 'distribution',
    description: "The shape of the film's ratings.",
  },
  bucket: {
    type: 'enum',
    values: BUCKETS,
    repeatable: true,
    field: 'bucket',
    description: 'Where it stands by watchers and mean rating.',
  },
  cluster: {
    type: 'enum',
    values: CLUSTERS,
    repeatable: true,
    field: 'cluster',
    description: 'Its group by the z-scores of watchers and mean rating.',
  },
  consensus: {
    type: 'enum',
    values: CONSENSUS,
    repeatable: true,
    field: 'consensus',
    description: 'How far its raters agree.',
  },
  genre: { ...NAME, field: 'genres', description: 'A genre, by id (science-fiction) or name.' },
  country: { ...NAME, field: 'countries', description: 'A country, by ISO 3166 code (FR) or name.' },
  director: { ...NAME, field: 'directors', description: 'A director, by number or name.' },
  actor: { ...NAME, field: 'actors', description: 'An actor, by number or name.' },
  writer: { ...NAME, field: 'writers', description: 'A writer, by number or name.' },
  media_type: {
    type: 'enum',
    values: TMDB_TYPES,
    repeatable: true,
    field: 'media_type',
    description: 'Films or series.',
  },
  runtime_min: { ...COUNT, field: 'runtime_minutes', bound: 'min', description: 'At least so many minutes long.' },
  runtime_max: { ...COUNT, field: 'runtime_minutes', bound: 'max', description: 'At most so many minutes long.' },
  recent_years: {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    description: 'The timeframe of films last rated in the N years up to the day for which the ranking was computed.',
  },
  list: {
    type: 'list',
    max_length: 300,
    repeatable: true,
    description:
      'On a list that is held here: its path (ann/list/best-of-1994), address or short link, or a filmography.',
  },
  members: {
    ...MEMBER,
    description:
      'Narrows every number to these members: films are ranked anew from what they alone rated. For who may see names.',
  },
  seen_by: { ...MEMBER, description: 'Seen by at least one of these members. For who may see names.' },
  unseen_by: { ...MEMBER, description: 'Seen by none of these members. For who may see names.' },
  on_watchlist_of: {
    ...MEMBER,
    description: 'On the watchlist of at least one of these members. For who may see names.',
  },
  top: {
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    description: 'Keeps the best N, by rank, of what all other parameters leave; this comes before sorting.',
  },
  sort: { type: 'enum', values: SORTS, default: 'score', description: 'What the list is sorted by.' },
  order: {
    type: 'enum',
    values: ORDERS,
    description: 'The direction: desc unless given, asc for titles. Unknown values come last in both.',
  },
  limit: { type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'Films a page.' },
  cursor: { type: 'text', max_length: 2000, description: 'The next_cursor of the page before.' },
} as const satisfies Record<string, ParameterDefinition>;

type Table = typeof TABLE;
export type ParameterName = keyof Table;

type Value<D> = D extends { type: 'enum'; values: readonly (infer V)[] }
  ? V
  : D extends { type: 'integer' | 'number' }
    ? number
    : string;
type Field<D> = D extends { repeatable: true } ? readonly Value<D>[] : Value<D>;
type Always = 'strategy' | 'timeframe' | 'sort' | 'order' | 'limit';

/**
 * A filter as `parseFilter` gives it: what has a default is always there, everything else only when it was asked for.
 * Repeated parameters are lists, sorted and without duplicates.
 */
export type FilmFilter = { [K in Always]: Field<Table[K]> } & {
  [K in Exclude<ParameterName, Always>]?: Field<Table[K]>;
};

/** The table, for whoever reads it by name. */
export const FILTER_PARAMETERS: Readonly<Record<ParameterName, ParameterDefinition>> = TABLE;
/** All names, in the table's order. */
export const PARAMETER_NAMES = Object.keys(TABLE) as readonly ParameterName[];

const NAMES: ReadonlySet<string> = new Set(PARAMETER_NAMES);
export function isParameterName(name: string): name is ParameterName {
  return NAMES.has(name);
}

/** The parameter's flag on the command line: `release_year_min` → `release-year-min` (without the leading dashes). */
export function flagOf(name: ParameterName): string {
  return name.replaceAll('_', '-');
}

/** Parameters that tell who watched what: only for those who may see the members' names. */
export const MEMBER_PARAMETERS = [
  'members',
  'seen_by',
  'unseen_by',
  'on_watchlist_of',
] as const satisfies ParameterName[];

/** Lower and upper bounds on the same field, such as `rating_min` and `rating_max`: a filter may hold both, in order. */
export const RANGES: readonly (readonly [ParameterName, ParameterName])[] = PARAMETER_NAMES.flatMap((min) => {
  const max = min.replace(/_min$/u, '_max');
  return max !== min && isParameterName(max) ? [[min, max] as const] : [];
});
