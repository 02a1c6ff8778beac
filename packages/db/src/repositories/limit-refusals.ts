/** Who met a limit: noted by every api, read by administration. */
import type { Sql } from '../database.ts';

export const REFUSED_KINDS = ['token', 'session', 'user', 'network'] as const;
export type RefusedKind = (typeof REFUSED_KINDS)[number];

export interface Refusals {
  /** Which limit: `reads`, `writes`, `exports`, `imports`, `upload` or `sign-in`. */
  budget: string;
  kind: RefusedKind;
  /** The id; of a network address the network, such as `192.0.2.0/24`. */
  name: string;
  refused: number;
}

export interface RefusedLately extends Refusals {
  last_at: Date;
}

const NOTE = `
  INSERT INTO limit_refusals AS l (day, budget, kind, name, refused)
  SELECT (now() AT TIME ZONE 'UTC')::date, * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[])
  ON CONFLICT (day, budget, kind, name) DO UPDATE SET refused = l.refused + excluded.refused, last_at = now()`;

const LATELY = `
  SELECT budget, kind, name, sum(refused)::int AS refused, max(last_at) AS last_at FROM limit_refusals
  WHERE last_at > now() - make_interval(hours => $1)
  GROUP BY budget, kind, name ORDER BY refused DESC, budget, kind, name LIMIT $2`;

/** Adds to what is noted of today (UTC). Each caller once in a call. */
export async function noteRefusals(db: Sql, all: readonly Refusals[]): Promise<void> {
  const column = (name: keyof Refusals) => all.map((one) => one[name]);
  await db.query(NOTE, [column('budget'), column('kind'), column('name'), column('refused')]);
}

/** Who was refused most on the days of the last `hours`. */
export async function listRefusals(
  db: Sql,
  { hours, limit }: { hours: number; limit: number },
): Promise<RefusedLately[]> {
  return (await db.query<RefusedLately>(LATELY, [hours, limit])).rows;
}

export async function pruneRefusals(db: Sql, keepDays: number): Promise<void> {
  await db.query("DELETE FROM limit_refusals WHERE day < (now() AT TIME ZONE 'UTC')::date - $1::int", [keepDays]);
}
