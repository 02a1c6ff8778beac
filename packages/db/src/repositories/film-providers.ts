/** Where films can be watched, country by country. TMDB has it from JustWatch, who must be named wherever it is shown. */
import type { Sql, Transaction } from '../database.ts';
import type { FilmDetails } from './film-details.ts';

export interface WatchProvider {
  /** TMDB's number of the service. */
  id: number;
  name: string;
}

export const OFFER_KINDS = ['flatrate', 'free', 'ads', 'rent', 'buy'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** The offers of one country. */
export type WatchOffers = Readonly<Record<OfferKind, readonly WatchProvider[]>> & {
  /** TMDB's page of them. */
  link: string | null;
};

/** Offers change; what is older than this is not shown. */
const FRESH = "interval '45 days'";

/** Stores what TMDB said of these films; of those that had not changed since, only when it was asked. */
export async function storeProviders(tx: Transaction, films: readonly FilmDetails[], at: Date): Promise<void> {
  const told = films.filter(({ providers }) => providers !== undefined);
  const same = films.filter(({ providers, checked }) => providers === undefined && checked.includes('tmdb'));
  if (told.length > 0) {
    await tx.query(
      `INSERT INTO film_providers (film_id, regions, observed_at)
       SELECT film_id, regions, $3 FROM unnest($1::int[], $2::jsonb[]) AS p (film_id, regions)
       ON CONFLICT (film_id) DO UPDATE SET regions = excluded.regions, observed_at = excluded.observed_at`,
      [told.map(({ film_id }) => film_id), told.map(({ providers }) => JSON.stringify(providers)), at],
    );
  }
  if (same.length > 0) {
    await tx.query('UPDATE film_providers SET observed_at = $2 WHERE film_id = ANY ($1::int[])', [
      same.map(({ film_id }) => film_id),
      at,
    ]);
  }
}

export interface KnownOffers {
  film_id: number;
  /** Null when it is offered nowhere in the country. */
  offers: WatchOffers | null;
  observed_at: Date;
}

/** What is known, and fresh, of these films in a country (ISO 3166, two letters). */
export async function readProviders(db: Sql, filmIds: readonly number[], region: string): Promise<KnownOffers[]> {
  const { rows } = await db.query<KnownOffers>(
    `SELECT film_id, regions -> $2 AS offers, observed_at FROM film_providers
     WHERE film_id = ANY ($1::int[]) AND observed_at > now() - ${FRESH}`,
    [filmIds, region],
  );
  return rows;
}
