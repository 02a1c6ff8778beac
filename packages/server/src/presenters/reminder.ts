/** What an owner sends to a member whose data is old. */
import type { CohortMember } from '@cohort-almanac/db';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A text to copy. `joined`: they have a private link; otherwise they need a door, which only an owner can make. */
export function reminderText(
  { username, newest_observed_at }: Pick<CohortMember, 'username' | 'newest_observed_at'>,
  { cohort, joined }: { cohort: string; joined: boolean },
): string {
  const known =
    newest_observed_at === null
      ? `nothing of your films is in ${cohort} yet`
      : `your films in ${cohort} are as of ${DAY.format(newest_observed_at)}`;
  const way = joined
    ? 'Then open the private link that you got when you joined, and send the ZIP there. If you have lost it, tell me: I make you a new one.'
    : 'Then open this link and send the ZIP there: [paste a link for members here]';
  return [
    `Hello ${username}, ${known}.`,
    'A fresh export brings them up to date: on Letterboxd, Settings, Data, Export your data. Leave the ZIP as it is.',
    way,
  ].join('\n');
}
