/** Numbers, times and words as the pages write them. */
import type { Bucket, Consensus, Distribution, RankingRow } from '@cohort-almanac/core';
import type { Coverage } from '@cohort-almanac/db';

const MINUS = '\u2212';
const WHOLE = new Intl.NumberFormat('en');

export const count = (value: number): string => WHOLE.format(value);

/** `1 film`, `1,853 films`. */
export const countOf = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A mean in stars. */
export const stars = (value: number): string => value.toFixed(2);

/** A difference in stars with its sign; what rounds to nothing has none. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  if (digits === '0.00') return digits;
  return (value < 0 ? MINUS : '+') + digits;
}

/** `22 Nov 2026`, in UTC. */
export function day(time: Date): string {
  // ECMAScript fixes this form: `Sun, 22 Nov 2026 19:40:00 GMT`.
  const [, date, month, year] = time.toUTCString().split(' ');
  return `${Number(date)} ${month} ${year}`;
}

/** `22 Nov 2026, 19:40 UTC`. */
export const moment = (time: Date): string => `${day(time)}, ${time.toISOString().slice(11, 16)} UTC`;

const DISTRIBUTION_WORDS: Readonly<Record<Distribution, string | null>> = {
  'masterpiece-consensus': 'masterpiece by consensus',
  'consensus-bomb': 'bomb by consensus',
  polarizing: 'polarizing',
  'general-dislike': 'generally disliked',
  'certified-favorite': 'certified favorite',
  'cult-darling': 'cult darling',
  'steady-crowdpleaser': 'steady crowd-pleaser',
  'even-split': 'even split',
  'balanced-chaos': 'balanced chaos',
  unclassified: null,
};
const CONSENSUS_WORDS: Readonly<Record<Consensus, string | null>> = {
  unanimous: 'unanimous',
  agreement: 'in agreement',
  divisive: 'divisive',
  mixed: null,
};
/** What can be said of any film says nothing. */
const BUCKET_WITHOUT_WORD: Bucket = 'Steady performer';

/** What the labels say about a film, the telling ones only. The shape of its ratings says what their consensus would. */
export function words({ bucket, distribution, consensus }: Pick<RankingRow, 'bucket' | 'distribution' | 'consensus'>) {
  const said = [
    bucket === BUCKET_WITHOUT_WORD ? null : bucket,
    DISTRIBUTION_WORDS[distribution] ?? (consensus && CONSENSUS_WORDS[consensus]),
  ];
  return said.filter((word) => word !== null);
}

const SOURCE_WORDS = { export: 'exports', rss: 'RSS', pages: 'saved pages', crawl: 'crawl' } as const;

/** Where the numbers come from: `11 of 12 members · exports and RSS · as of 22 Nov 2026, 19:40 UTC`. */
export function provenance(coverage: Coverage, computedAt: Date | null): string {
  const kinds = ['export', 'rss', 'pages', 'crawl'] as const;
  const sources = kinds.filter((kind) => coverage.sources[kind] > 0).map((kind) => SOURCE_WORDS[kind]);
  const observed = coverage.newest_observed_at;
  const time = observed === null ? computedAt : new Date(observed);
  return [
    `${count(coverage.members_with_data)} of ${countOf(coverage.members, 'member')}`,
    sources.length > 1 ? `${sources.slice(0, -1).join(', ')} and ${sources.at(-1)}` : sources[0],
    time && `as of ${moment(time)}`,
  ]
    .filter((part) => part)
    .join(' · ');
}
