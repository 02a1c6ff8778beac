/** What is stored after imports. */
import type { Database } from '@cohort-almanac/db';

/** A member's films, by lid. */
export async function shelf(db: Database, username = 'ada_l') {
  const { rows } = await db.query(
    `SELECT lid, rating, liked, watched, rated_at, source FROM ratings JOIN films USING (film_id)
     JOIN members USING (member_id) WHERE username = $1 ORDER BY lid`,
    [username],
  );
  return rows;
}

/** Everything that an import writes, with the times of observation. */
export async function everything(db: Database): Promise<unknown> {
  const tables = ['members', 'films', 'ratings', 'watchlist_entries', 'member_favorites', 'lists', 'list_items'];
  return Promise.all(tables.map(async (table) => (await db.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)).rows));
}
