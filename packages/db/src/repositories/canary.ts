/** Checks of known pages: which page of each kind is known, and how the last check of it ended. */
import type { Sql } from '../database.ts';

/** Names under which pages were read before; null where none was. */
export interface KnownPages {
  /** The member of whom most is known. Their page shows something of everything. */
  member: string | null;
  /** The film that most members rated, by its slug. */
  film: string | null;
  /** A list that was fetched, `owner/list/slug`. */
  list: string | null;
  /** Somebody who directed, by the slug of their page. */
  director: string | null;
}

const KNOWN = `
  SELECT (SELECT m.username FROM members m JOIN ratings r USING (member_id)
          WHERE m.last_pass_at IS NOT NULL AND r.source = 'crawl'
          GROUP BY m.member_id ORDER BY count(*) FILTER (WHERE r.liked) DESC, m.member_id LIMIT 1) AS member,
         (SELECT f.slug FROM films f JOIN ratings r USING (film_id) WHERE f.slug IS NOT NULL
          GROUP BY f.film_id ORDER BY count(r.rating) DESC, f.film_id LIMIT 1) AS film,
         (SELECT path FROM lists WHERE source = 'crawl' AND owner_member_id IS NOT NULL ORDER BY list_id LIMIT 1) AS list,
         (SELECT p.slug FROM people p JOIN film_people fp USING (person_id) WHERE p.slug IS NOT NULL AND fp.role = 'director'
          GROUP BY p.person_id ORDER BY count(*) DESC, p.person_id LIMIT 1) AS director`;

/** Pages that were read successfully before, and so are known to exist. */
export async function findKnownPages(db: Sql): Promise<KnownPages> {
  return (await db.query<KnownPages>(KNOWN)).rows[0]!;
}

export interface CanaryResult {
  kind: string;
  path: string | null;
  state: 'ok' | 'failed' | 'skipped';
  error_kind: string | null;
  detail: string | null;
  /** Fields that no item of the page had. */
  missing: string[];
  checked_at: Date;
}

/** Keeps the outcome of a check, one a kind, in place of the last. */
export async function saveCanary(db: Sql, results: readonly CanaryResult[]): Promise<void> {
  for (const { kind, path, state, error_kind, detail, missing, checked_at } of results) {
    await db.query(
      `INSERT INTO canary_results (kind, path, state, error_kind, detail, missing, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (kind) DO UPDATE SET path = excluded.path, state = excluded.state, error_kind = excluded.error_kind,
         detail = excluded.detail, missing = excluded.missing, checked_at = excluded.checked_at
       WHERE canary_results.checked_at <= excluded.checked_at`,
      [kind, path, state, error_kind, detail, missing, checked_at],
    );
  }
}

/** The last check of each kind, by kind; empty before the first. */
export async function readCanary(db: Sql): Promise<CanaryResult[]> {
  return (await db.query<CanaryResult>('SELECT * FROM canary_results ORDER BY kind')).rows;
}

/** Whether pages are known, and none of them was checked within these hours. */
export async function isCanaryDue(db: Sql, hours: number): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM members WHERE last_pass_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM canary_results WHERE path IS NOT NULL AND checked_at > now() - make_interval(hours => $1))
       AS due`,
    [hours],
  );
  return rows[0]!.due;
}
