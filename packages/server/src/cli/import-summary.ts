/** What imports print when they are done. */
import { cohortsOfMember, type Database, findMember } from '@cohort-almanac/db';
import type { FeedSummary, ImportSummary, PageSummary } from '@cohort-almanac/pipeline';
import { integer, print, printTable } from './output.ts';

type Summary = ImportSummary | FeedSummary | PageSummary;

const SECTIONS = [
  ['ratings', 'ratings'],
  ['likes', 'likes'],
  ['likes_only', 'likes without a rating'],
  ['watched', 'watched'],
  ['watchlist', 'watchlist'],
  ['lists', 'lists'],
] as const;

const SHOWN_COMPLAINTS = 20;

/** What the source holds of each kind, and what that changed. */
export function printChanges(summary: Summary): void {
  printTable(
    [
      { head: '', cell: ([, name]) => name },
      { head: 'in it', align: 'right', cell: ([key]) => integer(summary[key].total) },
      { head: 'new', align: 'right', cell: ([key]) => integer(summary[key].new) },
      { head: 'changed', align: 'right', cell: ([key]) => integer(summary[key].changed) },
      { head: 'removed', align: 'right', cell: ([key]) => integer(summary[key].removed) },
    ],
    SECTIONS,
  );
}

/** What could not be taken in, and why. */
export function printUnmatched({ unmatched }: Summary): void {
  if (unmatched.length === 0) return;
  print('\nNot taken in:');
  for (const { file, row, reason } of unmatched.slice(0, SHOWN_COMPLAINTS)) {
    print(`  ${[file, row === null ? '' : `row ${row}`].filter(Boolean).join(', ')}: ${reason}`);
  }
  if (unmatched.length > SHOWN_COMPLAINTS) {
    print(`  and ${integer(unmatched.length - SHOWN_COMPLAINTS)} more, which --json shows`);
  }
}

/** What to do so that rankings show it. */
export async function printNext(db: Database, { member }: Summary): Promise<void> {
  if (member === null) return;
  const found = (await findMember(db, member))!;
  const cohorts = await cohortsOfMember(db, found.member_id);
  print();
  if (cohorts.length === 0) {
    print(`${member} is in no cohort yet: \`almanac cohort create --label LABEL --members ${member}\` makes one.`);
    return;
  }
  print('Rankings change when they are computed anew:');
  for (const { label } of cohorts) print(`  almanac compute ${label}`);
}

export const counted = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;
