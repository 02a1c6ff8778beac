/** How films stand in tables. */
import type { RankingRow } from '@cohort-almanac/core';
import { type Column, integer } from './output.ts';

export const titleOf = ({ title, release_year }: Pick<RankingRow, 'title' | 'release_year'>): string =>
  release_year === null ? title : `${title} (${release_year})`;

/** Stars, signed: how far the cohort is from the world. */
export function signed(value: number | null): string | null {
  if (value === null) return null;
  const size = Math.abs(value).toFixed(2);
  if (size === '0.00') return size;
  return `${value < 0 ? '−' : '+'}${size}`;
}

/** What became of a film's rank since the run before. */
function moved({ rank, previous_rank }: RankingRow): string {
  if (previous_rank === null) return 'new';
  if (previous_rank === rank) return '=';
  return previous_rank > rank ? `▲${previous_rank - rank}` : `▼${rank - previous_rank}`;
}

const MOVED: Column<RankingRow> = { head: '', cell: moved };

export const FILM_COLUMNS: readonly Column<RankingRow>[] = [
  { head: '#', align: 'right', cell: (film) => film.rank },
  MOVED,
  { head: 'film', flexible: true, cell: titleOf },
  { head: 'score', align: 'right', cell: (film) => film.score.toFixed(3) },
  { head: 'rating', align: 'right', cell: (film) => film.avg_rating.toFixed(2) },
  { head: 'watchers', align: 'right', cell: (film) => integer(film.watchers) },
  { head: 'likes', align: 'right', optional: true, cell: (film) => integer(film.likes_count) },
  { head: 'to world', align: 'right', cell: (film) => signed(film.divergence) },
  { head: 'shape', optional: true, cell: (film) => film.distribution },
];

/** Of a timeframe: what became of a rank in it isn't known. */
export const PLACED_COLUMNS = FILM_COLUMNS.filter((column) => column !== MOVED);
