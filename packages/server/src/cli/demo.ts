/** The demo: a public cohort of the invented people whom the bundled world holds. */
import { type CohortCard, createCohort, type Database, ensureUser, findCohort } from '@cohort-almanac/db';

export const DEMO_LABEL = 'demo';
export const DEMO_EMAIL = 'demo@localhost';
/** Follows everybody else in the bundled world. */
const SEED = 'odile_keeps';

/** Finds the demo cohort, or creates it and its user. */
export async function ensureDemo(db: Database): Promise<CohortCard> {
  const user = await ensureUser(db, { email: DEMO_EMAIL, display_name: 'Demo' });
  const known = await findCohort(db, DEMO_LABEL);
  if (known) return known;
  return createCohort(db, user.id, {
    label: DEMO_LABEL,
    display_name: 'The Lighthouse Film Circle',
    description: 'Twelve invented people and what they think of three hundred films, to show what an almanac is.',
    visibility: 'public',
    definition: {
      seeds: [{ username: SEED, relation: 'following', depth: 1, include_seed: true }],
      lists: [],
      members: [],
    },
  });
}
