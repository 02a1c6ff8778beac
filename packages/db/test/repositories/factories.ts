import {
  type Cohort,
  createCohort,
  type Database,
  ensureMembers,
  ensureOperator,
  type FilmSighting,
  replaceCohortMembers,
  resolveFilms,
  upsertRatings,
} from '@cohort-almanac/db';

let last = 0;

/** A cohort of these members, with its owner. */
export async function makeCohort(
  db: Database,
  usernames: readonly string[] = [],
): Promise<Cohort & { members: number[] }> {
  const owner = await ensureOperator(db);
  const cohort = await createCohort(db, owner.id, {
    label: `cohort-${++last}`,
    definition: { seeds: [], lists: [], members: [...usernames] },
  });
  const members = await ensureMembers(
    db,
    usernames.map((username) => ({ username })),
  );
  await replaceCohortMembers(db, cohort.id, members);
  return { ...cohort, members };
}

export function sighting(n: number, changes: Partial<FilmSighting> = {}): FilmSighting {
  return { lid: `l${n}`, letterboxd_id: n, slug: `film-${n}`, title: `Film ${n}`, year: 1950 + (n % 70), ...changes };
}

/** Stores ratings of a member, half stars by film number. */
export async function rate(
  db: Database,
  memberId: number,
  ratings: Readonly<Record<number, number | null>>,
  at = new Date(),
): Promise<void> {
  const numbers = Object.keys(ratings).map(Number);
  const ids = await resolveFilms(
    db,
    numbers.map((n) => sighting(n)),
  );
  await upsertRatings(
    db,
    memberId,
    numbers.map((n, i) => ({ film_id: ids[i]!, rating: ratings[n]!, liked: false, watched: true, rated_at: null })),
    { source: 'crawl', observed_at: at },
  );
}
