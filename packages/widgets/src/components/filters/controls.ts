/** The controls of the drawer: which parameters, and in which way they are set. */

/** A slider with two ends: `<name>_min` and `<name>_max`. */
export interface Range {
  name: string;
  label: string;
  min: number;
  max: number;
  step: number;
  decimals?: number;
}

/** Choices that are looked up by name; `kind` is the path of the filter options. */
export interface Lookup {
  name: string;
  label: string;
  kind: string;
}

/** Choices out of a few. */
export interface Choice {
  name: string;
  label: string;
  values: readonly string[];
  /** Any of several; otherwise one, or none. */
  isRepeated?: boolean;
}

export const RANGES: readonly Range[] = [
  { name: 'release_year', label: 'Year', min: 1920, max: new Date().getFullYear(), step: 1 },
  { name: 'watchers', label: 'Seen by', min: 1, max: 50, step: 1 },
  { name: 'rating', label: 'Mean', min: 0.5, max: 5, step: 0.1, decimals: 1 },
  { name: 'divergence', label: 'Against the world', min: -2, max: 2, step: 0.1, decimals: 1 },
  { name: 'runtime', label: 'Minutes', min: 0, max: 240, step: 5 },
];

export const LOOKUPS: readonly Lookup[] = [
  { name: 'genre', label: 'Genre', kind: 'genres' },
  { name: 'country', label: 'Country', kind: 'countries' },
  { name: 'director', label: 'Director', kind: 'directors' },
  { name: 'actor', label: 'Actor', kind: 'actors' },
];

export const CHOICES: readonly Choice[] = [
  {
    name: 'strategy',
    label: 'Ranked by',
    values: ['bayesian', 'cohort_affinity', 'wilson', 'discovery', 'recency', 'hybrid'],
  },
  { name: 'consensus', label: 'Agreement', values: ['unanimous', 'agreement', 'divisive', 'mixed'], isRepeated: true },
  {
    name: 'bucket',
    label: 'Kind',
    values: [
      'Elite acclaim',
      'Cult favorite',
      'Crowd pleaser',
      'Critical favorite',
      'Hidden gem',
      'Guilty pleasure',
      'Skip it',
    ],
    isRepeated: true,
  },
  { name: 'media_type', label: 'Films or series', values: ['movie', 'tv'], isRepeated: true },
];

/** How the values of choices are told; the others tell themselves. */
export const VALUE_LABELS: Readonly<Record<string, string>> = {
  bayesian: 'Bayesian score',
  cohort_affinity: 'Affinity of the circle',
  wilson: 'Certainty (Wilson)',
  discovery: 'Discovery',
  recency: 'Recent ratings',
  hybrid: 'Mean, reach and recency',
  unanimous: 'Unanimous',
  agreement: 'In agreement',
  divisive: 'Divisive',
  mixed: 'Mixed',
  movie: 'Films',
  tv: 'Series',
};
