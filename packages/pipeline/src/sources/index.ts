/** Builds the sources that the settings allow. */
import type { Database } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { Tmdb } from '../enrich/tmdb.ts';
import type { Sources } from '../jobs/context.ts';
import { SiteClient } from './client.ts';
import { FailedPages } from './failed-pages.ts';
import { Letterboxd } from './letterboxd.ts';
import { PRODUCT_TOKEN } from './robots.ts';

export interface SourceSettings {
  /** `letterboxd` is the real site; `sandbox` one on this machine; `none` asks nobody. */
  source: 'sandbox' | 'letterboxd' | 'none';
  letterboxdBaseUrl: string;
  /** Who stands behind the requests: named in the User-Agent, asked for by the real site. */
  contact: string | null;
  /** Requests a second to Letterboxd over all workers; null = no limit. */
  rate: number | null;
  tmdbBaseUrl: string;
  /** A v4 read token or a v3 key; null = TMDB is asked only in the sandbox. */
  tmdbToken: string | null;
  home: string;
  version: string;
}

const MINUTE = 60_000;

/** TMDB tolerates about 40 requests a second; half of that leaves room for others behind the same address. */
const TMDB_RATE = 20;

export function createSources(
  db: Database,
  settings: SourceSettings,
  log: Logger,
): Sources & { close(): Promise<void> } {
  const sandbox = settings.source === 'sandbox';
  const userAgent = `${PRODUCT_TOKEN}/${settings.version} (+${settings.contact ?? 'sandbox on this machine'})`;
  // A sandbox is asked again soon: nobody is bothered, and a trial of refusals is over in seconds.
  const refusals = sandbox
    ? { limit: 6, closeMs: 5_000, backOffMs: 500 }
    : { limit: 6, closeMs: 15 * MINUTE, backOffMs: MINUTE / 2 };
  const outages = sandbox
    ? { backOffMs: 250, longestMs: 2_000, giveUpMs: 20_000 }
    : { backOffMs: 5_000, longestMs: 5 * MINUTE, giveUpMs: 60 * MINUTE };
  const clients: SiteClient[] = [];
  const client = (options: Omit<ConstructorParameters<typeof SiteClient>[1], 'userAgent' | 'refusals' | 'outages'>) => {
    const made = new SiteClient(db, { ...options, userAgent, refusals, outages });
    clients.push(made);
    return made;
  };

  const letterboxd =
    settings.source === 'none'
      ? null
      : new Letterboxd(
          client({ baseUrl: settings.letterboxdBaseUrl, rate: settings.rate }),
          new FailedPages(settings.home, log),
        );
  let tmdb: Tmdb | null = null;
  if (settings.tmdbToken !== null || sandbox) {
    // A v4 token is a JWT; a v3 key is 32 hexadecimal digits and goes into the query.
    const v4 = settings.tmdbToken?.includes('.') ? settings.tmdbToken : null;
    tmdb = new Tmdb(
      client({
        baseUrl: settings.tmdbBaseUrl,
        rate: sandbox ? null : TMDB_RATE,
        headers: v4 ? { authorization: `Bearer ${v4}` } : {},
      }),
      v4 ? null : settings.tmdbToken,
    );
  } else {
    log.warn('no TMDB token: films get no posters, credits, genres and countries from TMDB');
  }
  return {
    letterboxd,
    tmdb,
    async close() {
      await Promise.all(clients.map((each) => each.close()));
    },
  };
}
