/** The services over one database. */
import { randomBytes } from 'node:crypto';
import {
  acceptInvite,
  type Coordination,
  createSealer,
  type Database,
  findInvite,
  KEY_BYTES,
} from '@cohort-almanac/db';
import { pino } from 'pino';
import { accessService } from './access.ts';
import { type AccountsOptions, accountsService } from './accounts.ts';
import { adminService } from './admin.ts';
import type { RequestLimits } from './admin-types.ts';
import { answersService } from './answers.ts';
import { chooserOf } from './chosen-films.ts';
import { cohortsService } from './cohorts.ts';
import type { DigestSending } from './digest-types.ts';
import { digestsService } from './digests.ts';
import { exportsService } from './exports.ts';
import { filmListsOf } from './film-lists.ts';
import { filmsService } from './films.ts';
import { filtersService } from './filters.ts';
import { healthService } from './health.ts';
import { idempotencyService } from './idempotency.ts';
import { importsService } from './imports.ts';
import { insightsService } from './insights.ts';
import { joinsService } from './joins.ts';
import type { Mailer } from './mail.ts';
import { membersRankingOf } from './members-ranking.ts';
import { peopleService } from './people.ts';
import { type QuotaLimits, quotasService } from './quotas.ts';
import { rankingsService } from './rankings.ts';
import { type RunStarts, runsService } from './runs.ts';
import { schedulesService } from './schedules.ts';
import { sharesService } from './shares.ts';
import { statsService } from './stats.ts';
import { tokensService } from './tokens.ts';
import type { Services } from './types.ts';
import { versionsOf } from './versions.ts';
import { type WebhooksOptions, webhooksService } from './webhooks.ts';

export interface ServicesOptions {
  /** The UTC day to which a new run counts ages, `YYYY-MM-DD`; today unless set. */
  today?: () => string;
  quotas?: QuotaLimits;
  /** Requests a minute, as the api keeps them: told to the operator. */
  limits?: RequestLimits;
  /** Who signs in and how; unless set, by invite, and mail is refused. */
  accounts?: Partial<Pick<AccountsOptions, 'mailer' | 'signup' | 'publicUrl' | 'log' | 'links'>>;
  /** Unless set, what seals secrets is a key of this process alone, and workers can't sign with them. */
  webhooks?: WebhooksOptions;
}

/** What the routes use, and the little more that the command line does with the same services. */
export type AllServices = Services & {
  cohorts: { changed(): void };
  runs: RunStarts & { close(): void };
  digests: DigestSending;
  shares: { changed(): void };
};

const DEFAULT_URL = 'http://127.0.0.1:4000';
const REQUESTS = { anonymous: 600, token: 3000 };
const DEFAULT_LIMITS: RequestLimits = { reads: REQUESTS, writes: REQUESTS, exports: REQUESTS, imports: REQUESTS };
const NO_MAIL: Mailer = { send: () => Promise.reject(new Error('This process was given no mailer.')) };

export function createServices(
  db: Database,
  coordination: Coordination,
  {
    today = () => new Date().toISOString().slice(0, 10),
    quotas: quotaLimits,
    limits = DEFAULT_LIMITS,
    accounts = {},
    webhooks,
  }: ServicesOptions = {},
): AllServices {
  const log = accounts.log ?? pino({ level: 'warn' }, pino.destination(2));
  const versions = versionsOf(db);
  const quotas = quotasService(db, quotaLimits);
  const imports = importsService(db, coordination, { today });
  // Shares of a deleted cohort end with it, also for who has just read one.
  const cohorts = cohortsService(db, quotas, { onRemove: () => shares.changed() });
  const publicUrl = accounts.publicUrl ?? DEFAULT_URL;
  const rankings = rankingsService(versions, chooserOf(db, filmListsOf(db)), membersRankingOf(db));
  const insights = insightsService(db, versions);
  const shares = sharesService(db, rankings, { publicUrl });
  return {
    accounts: accountsService(db, {
      mailer: NO_MAIL,
      signup: 'invite',
      publicUrl: DEFAULT_URL,
      ...accounts,
      log,
      limiter: coordination.limiter,
      invites: {
        find: (token) => findInvite(db, token),
        async accept(input) {
          await acceptInvite(db, input);
          cohorts.changed();
        },
      },
    }),
    tokens: tokensService(db),
    cohorts,
    runs: runsService(db, coordination, { today, quotas, onStart: () => cohorts.changed() }),
    rankings,
    insights,
    stats: statsService(db, versions),
    people: peopleService(db, versions),
    films: filmsService(db, versions),
    exports: exportsService(db, { rankings, quotas, log }),
    access: accessService(db, { publicUrl, onChange: () => cohorts.changed() }),
    filters: filtersService(db, { onChange: () => shares.changed() }),
    shares,
    webhooks: webhooksService(db, webhooks ?? { sealer: createSealer(randomBytes(KEY_BYTES)), allowLoopback: false }),
    digests: digestsService(db, { mailer: accounts.mailer ?? NO_MAIL, log, publicUrl, versions, insights }),
    admin: adminService(db, { publicUrl, limits }),
    imports,
    schedules: schedulesService(db),
    joins: joinsService(db, coordination, imports, { today, publicUrl, onChange: () => cohorts.changed() }),
    health: healthService(db, coordination),
    idempotency: idempotencyService(db, log),
    quotas,
    answers: answersService(coordination.cache),
  };
}
