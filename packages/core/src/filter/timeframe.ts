/** The timeframe that a filter asks for, as the key under which its ranking is kept. */
import { formatTimeframe, recentYears } from '../scoring/timeframes.ts';
import type { FilmFilter } from './parameters.ts';

/** `asOf` is the day to which the ranking version counts ages, `YYYY-MM-DD`: `recent_years` end there. */
export function timeframeOf(filter: Pick<FilmFilter, 'timeframe' | 'recent_years'>, asOf: string): string {
  const { timeframe, recent_years } = filter;
  return recent_years === undefined ? timeframe : formatTimeframe(recentYears(recent_years, asOf));
}
