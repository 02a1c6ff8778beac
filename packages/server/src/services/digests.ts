/** Weekly digests over the database. */
import {
  type CohortCard,
  type Database,
  type DueDigest,
  deleteDigest,
  endDigest,
  findCohort,
  findDigest,
  findDigestLink,
  insertDigest,
  insertDigestLink,
  readFilmBriefs,
  takeDueDigest,
  unsubscribeByLink,
} from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { type DigestFacts, digestContent, digestMail, REMEMBERED, seenNow } from './digest-mail.ts';
import type { DigestSending, DigestState, DigestsService } from './digest-types.ts';
import type { Mailer } from './mail.ts';
import { makeSecret, SECRET_SHAPE } from './sign-in-link.ts';
import type { InsightsService } from './types.ts';
import type { Versions } from './versions.ts';

export interface DigestsOptions {
  mailer: Mailer;
  log: Logger;
  /** Where people find this almanac, without a slash at the end. */
  publicUrl: string;
  versions: Versions;
  insights: InsightsService;
}

const STRATEGY = 'bayesian';
const GEMS = 20;
const MONDAY = 1;
const MORNING_HOUR = 7;

/** Monday, 07:00 UTC, after this time. */
export function nextMonday(after: Date): Date {
  const next = new Date(after);
  next.setUTCHours(MORNING_HOUR, 0, 0, 0);
  const days = (MONDAY - next.getUTCDay() + 7) % 7;
  next.setUTCDate(next.getUTCDate() + days);
  if (next <= after) next.setUTCDate(next.getUTCDate() + 7);
  return next;
}

export function digestsService(db: Database, options: DigestsOptions): DigestsService & DigestSending {
  const { versions, insights, log } = options;

  /** The cohort as a digest tells of it; null before its first ranking. */
  async function factsOf(cohort: CohortCard, seen: DigestFacts['seen']): Promise<DigestFacts | null> {
    const version = cohort.current_version_id === null ? null : await versions.find(cohort.current_version_id);
    if (!version) return null;
    const top = (await versions.ranking(cohort, version.id, STRATEGY)).slice(0, REMEMBERED);
    const surface = await insights.read(cohort, {
      surface: 'hidden-gems',
      strategy: STRATEGY,
      timeframe: 'all',
      limit: GEMS,
    });
    const gems = surface.surface === 'hidden-gems' ? surface.items : [];
    const briefs = await readFilmBriefs(db, seen?.top ?? []);
    const titles = new Map(briefs.map(({ film_id, title }) => [film_id, title]));
    return {
      cohort: cohort.display_name,
      version: version.id,
      computed_at: version.computed_at,
      coverage: version.coverage,
      top,
      gems,
      seen,
      titleOf: (filmId) => titles.get(filmId) ?? null,
    };
  }

  /** True when a mail was sent. */
  async function send(due: DueDigest): Promise<boolean> {
    const cohort = await findCohort(db, due.cohort_id);
    if (!cohort || !due.may_read) {
      await deleteDigest(db, due.user_id, due.cohort_id);
      return false;
    }
    const facts = await factsOf(cohort, due.seen);
    const content = facts && digestContent(facts);
    const next_at = nextMonday(due.now);
    if (!content) {
      await endDigest(db, due, { next_at, sent: null });
      return false;
    }
    const secret = makeSecret();
    await insertDigestLink(db, { secret, user_id: due.user_id, cohort_id: due.cohort_id });
    const links = {
      read: `${options.publicUrl}/#/${cohort.label}/explore`,
      unsubscribe: `${options.publicUrl}/digest/unsubscribe?token=${secret}`,
    };
    await options.mailer.send(digestMail(due.email, facts, content, links));
    await endDigest(db, due, { next_at, sent: seenNow(facts) });
    return true;
  }

  async function state(userId: number, cohortId: number): Promise<DigestState> {
    const found = await findDigest(db, userId, cohortId);
    return {
      subscribed: found !== null,
      next_at: found?.next_at ?? null,
      last_sent_at: found?.last_sent_at ?? null,
    };
  }

  return {
    state,

    async subscribe(userId, cohort) {
      // The first one tells what changes from now on.
      const facts = await factsOf(cohort, null);
      await insertDigest(db, {
        user_id: userId,
        cohort_id: cohort.id,
        next_at: nextMonday(new Date()),
        seen: facts && seenNow(facts),
      });
      return state(userId, cohort.id);
    },

    async unsubscribe(userId, cohortId) {
      await deleteDigest(db, userId, cohortId);
      return state(userId, cohortId);
    },

    behindLink: async (secret) => (SECRET_SHAPE.test(secret) ? findDigestLink(db, secret) : null),

    endByLink: (secret) => unsubscribeByLink(db, secret),

    async sendDue(signal) {
      for (let sent = 0; ; ) {
        const due = signal.aborted ? null : await takeDueDigest(db);
        if (!due) return sent;
        try {
          if (await send(due)) sent += 1;
        } catch (error) {
          // It stays taken for a while, and is tried again after that.
          log.warn({ err: error, cohort: due.cohort_id, user: due.user_id }, 'a digest could not be sent');
        }
      }
    },
  };
}
