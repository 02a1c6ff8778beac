/** Lists of films, each known by its path. */
import type { Source } from '@cohort-almanac/core';
import type { Sql } from '../database.ts';
import type { Observation } from './imports.ts';

export interface ListInput {
  /** `owner/list/slug`, in lower case. */
  path: string;
  /** The code of its short link, when known. */
  lid: string | null;
  title: string;
  /** Positions are unique and from 1 on. */
  items: readonly { position: number; film_id: number }[];
  /** Whether these are all its items. If not, what else is stored of the list stays. */
  whole: boolean;
}

interface StoredList {
  list_id: number;
  path: string;
  lid: string | null;
  title: string;
  owner_member_id: number | null;
  observed_at: Date;
}

/**
 * Stores a member's lists (or those that are nobody's), each path once; a list that was observed later stays as it is. With `complete` the member has no
 * other lists: those observed no later are removed. Tells how many lists were new, changed in title or items, and removed.
 */
export async function storeLists(
  tx: Sql,
  ownerId: number | null,
  lists: readonly ListInput[],
  { source, observed_at, complete }: Observation & { complete: boolean },
): Promise<{ new: number; changed: number; removed: number }> {
  const stored = await readLists(tx, ownerId, lists);
  const items = await readItems(tx, stored);
  const byPath = new Map(stored.map((list) => [list.path, list]));
  const fresh = lists.filter((list) => !byPath.has(list.path));
  const due = lists.filter((list) => {
    const old = byPath.get(list.path);
    return old !== undefined && old.observed_at <= observed_at;
  });
  const changed = due.filter((list) => {
    const old = byPath.get(list.path)!;
    return list.title !== old.title || itemsDiffer(items.get(old.list_id) ?? new Map(), list);
  });

  const { rows: written } = await tx.query<{ list_id: number; path: string }>(
    `INSERT INTO lists AS l (path, lid, title, owner_member_id, source, observed_at)
     SELECT path, lid, title, $4, $5, $6 FROM unnest($1::text[], $2::text[], $3::text[]) AS i (path, lid, title)
     ON CONFLICT (path) DO UPDATE
       SET lid = coalesce(excluded.lid, l.lid), title = excluded.title, owner_member_id = excluded.owner_member_id,
           source = excluded.source, observed_at = excluded.observed_at
       WHERE l.observed_at <= excluded.observed_at
     RETURNING list_id, path`,
    [
      [...fresh, ...due].map((list) => list.path),
      [...fresh, ...due].map((list) => list.lid),
      [...fresh, ...due].map((list) => list.title),
      ownerId,
      source,
      observed_at,
    ],
  );
  const ids = new Map(written.map((list) => [list.path, list.list_id]));
  await writeItems(
    tx,
    [...fresh, ...changed].flatMap((list) => {
      const list_id = ids.get(list.path);
      return list_id === undefined ? [] : [{ ...list, list_id }];
    }),
  );
  const removed = complete && ownerId !== null ? await removeOtherLists(tx, ownerId, lists, observed_at) : 0;
  return { new: fresh.length, changed: changed.length, removed };
}

async function readLists(tx: Sql, ownerId: number | null, lists: readonly ListInput[]): Promise<StoredList[]> {
  const { rows } = await tx.query<StoredList>(
    `SELECT list_id, path, lid, title, owner_member_id, observed_at FROM lists
     WHERE owner_member_id = $1 OR path = ANY ($2::text[]) ORDER BY list_id FOR UPDATE`,
    [ownerId, lists.map((list) => list.path)],
  );
  return rows;
}

/** By list, the film at each position. */
async function readItems(tx: Sql, lists: readonly StoredList[]): Promise<Map<number, Map<number, number>>> {
  const { rows } = await tx.query<{ list_id: number; position: number; film_id: number }>(
    'SELECT list_id, position, film_id FROM list_items WHERE list_id = ANY ($1::int[])',
    [lists.map((list) => list.list_id)],
  );
  const items = new Map(lists.map((list) => [list.list_id, new Map<number, number>()]));
  for (const { list_id, position, film_id } of rows) items.get(list_id)!.set(position, film_id);
  return items;
}

function itemsDiffer(stored: ReadonlyMap<number, number>, { items, whole }: ListInput): boolean {
  return (
    (whole && stored.size !== items.length) || items.some(({ position, film_id }) => stored.get(position) !== film_id)
  );
}

async function writeItems(tx: Sql, lists: readonly (ListInput & { list_id: number })[]): Promise<void> {
  await tx.query('DELETE FROM list_items WHERE list_id = ANY ($1::int[])', [
    lists.filter((list) => list.whole).map((list) => list.list_id),
  ]);
  const rows = lists.flatMap(({ list_id, items }) => items.map((item) => ({ list_id, ...item })));
  await tx.query(
    `INSERT INTO list_items (list_id, position, film_id) SELECT * FROM unnest($1::int[], $2::int[], $3::int[])
     ON CONFLICT (list_id, position) DO UPDATE SET film_id = excluded.film_id`,
    [rows.map((r) => r.list_id), rows.map((r) => r.position), rows.map((r) => r.film_id)],
  );
}

async function removeOtherLists(tx: Sql, ownerId: number, lists: readonly ListInput[], before: Date): Promise<number> {
  const { rowCount } = await tx.query(
    'DELETE FROM lists WHERE owner_member_id = $1 AND observed_at <= $2 AND path <> ALL ($3::text[])',
    [ownerId, before, lists.map((list) => list.path)],
  );
  return rowCount ?? 0;
}

/** A list without its films. */
export interface ListCard {
  list_id: number;
  path: string;
  /** The code of its short link, when known. */
  lid: string | null;
  title: string;
  source: Source;
  /** Null: nobody's, as a filmography. */
  owner_member_id: number | null;
  observed_at: Date;
  films: number;
}

const CARD = `
  SELECT l.list_id, l.path, l.lid, l.title, l.source, l.owner_member_id, l.observed_at,
         (SELECT count(DISTINCT i.film_id) FROM list_items i WHERE i.list_id = l.list_id) AS films
  FROM lists l`;

/** Every list, by path. */
export async function listLists(db: Sql): Promise<ListCard[]> {
  const { rows } = await db.query<ListCard>(`${CARD} ORDER BY l.path COLLATE "C"`);
  return rows;
}

/** Lists by how they were named: `owner/list/slug` or `boxd.it/<lid>`. What is not held is not in the answer. */
export async function findLists(db: Sql, references: readonly string[]): Promise<Map<string, ListCard>> {
  const { rows } = await db.query<ListCard>(
    `${CARD} WHERE l.path = ANY ($1::text[]) OR l.lid = ANY ($2::text[]) ORDER BY l.list_id`,
    [references, references.filter((name) => name.startsWith(SHORT_LINK)).map((name) => name.slice(SHORT_LINK.length))],
  );
  const found = new Map<string, ListCard>();
  for (const list of rows) {
    found.set(list.path, list);
    if (list.lid !== null) found.set(SHORT_LINK + list.lid, list);
  }
  return new Map(references.flatMap((name) => (found.has(name) ? [[name, found.get(name)!] as const] : [])));
}

const SHORT_LINK = 'boxd.it/';

/**
 * Of these lists those whose owners handed them in to the cohort themselves: with their export, by an invitation, and willing
 * to be named there. What a cohort's owner states of somebody is not enough.
 */
export async function listsHandedIn(db: Sql, listIds: readonly number[], cohortId: number): Promise<number[]> {
  const { rows } = await db.query<{ list_id: number }>(
    `SELECT list_id FROM lists l JOIN member_consents c ON c.member_id = l.owner_member_id
     WHERE l.list_id = ANY ($1::int[]) AND c.cohort_id = $2 AND c.how = 'export_with_invite'`,
    [listIds, cohortId],
  );
  return rows.map((row) => row.list_id);
}

/** The films on any of these lists, in the order of their ids. */
export async function readListFilms(db: Sql, listIds: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ film_id: number }>(
    'SELECT DISTINCT film_id FROM list_items WHERE list_id = ANY ($1::int[]) ORDER BY film_id',
    [listIds],
  );
  return rows.map((row) => row.film_id);
}

export interface ListedTitle {
  position: number;
  film_id: number;
  slug: string | null;
  title: string;
  release_year: number | null;
}

/** A list's films in its order. */
export async function readListTitles(db: Sql, listId: number): Promise<ListedTitle[]> {
  const { rows } = await db.query<ListedTitle>(
    `SELECT i.position, f.film_id, f.slug, f.title, f.release_year
     FROM list_items i JOIN films f USING (film_id) WHERE i.list_id = $1 ORDER BY i.position`,
    [listId],
  );
  return rows;
}
