/** Calendar days in UTC, as `YYYY-MM-DD`. */

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MILLISECONDS = 86_400_000;

/** Days since 1970-01-01; NaN for what is not a day of the calendar. */
function daysSinceEpoch(day: string): number {
  if (!DAY.test(day)) return Number.NaN;
  const date = new Date(`${day}T00:00:00Z`);
  // 30 February is read as 1 or 2 March.
  return date.getUTCDate() === Number(day.slice(8)) ? date.getTime() / MILLISECONDS : Number.NaN;
}

/** Whether the text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return !Number.isNaN(daysSinceEpoch(text));
}

/** Days since 1970-01-01. Throws a RangeError for what is not a day. */
export function dayNumber(day: string): number {
  const number = daysSinceEpoch(day);
  if (Number.isNaN(number)) throw new RangeError(`not a day: "${day}"; write it as YYYY-MM-DD`);
  return number;
}

/** The day that is so many days after 1970-01-01. */
export function dayOf(number: number): string {
  return new Date(number * MILLISECONDS).toISOString().slice(0, 10);
}
