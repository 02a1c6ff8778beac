/** What happened to accounts, sign-in links, sessions and tokens: written by who does it, read by administration. */
import type { Sql } from '../database.ts';

export const AUTH_EVENT_KINDS = [
  'link_asked',
  'link_refused',
  'link_spent',
  'signed_out',
  'user_created',
  'user_changed',
  'token_created',
  'token_rotated',
  'token_revoked',
] as const;
export type AuthEventKind = (typeof AUTH_EVENT_KINDS)[number];

export interface NewAuthEvent {
  user_id: number | null;
  kind: AuthEventKind;
  /** Never a secret, never a whole network address. */
  detail?: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  /** The caller's network, such as `192.0.2.0/24`; null at the command line. */
  network?: string | null;
  request_id?: string | null;
}

export interface AuthEvent extends Required<NewAuthEvent> {
  id: number;
  created_at: Date;
}

export async function recordAuthEvent(db: Sql, event: NewAuthEvent): Promise<void> {
  await db.query('INSERT INTO auth_events (user_id, kind, detail, network, request_id) VALUES ($1, $2, $3, $4, $5)', [
    event.user_id,
    event.kind,
    JSON.stringify(event.detail ?? {}),
    event.network ?? null,
    event.request_id ?? null,
  ]);
}

/** Newest first. `before` is the `id` of the last event of the page before. */
export async function listAuthEvents(
  db: Sql,
  { user_id, kind, before, limit }: { user_id?: number; kind?: AuthEventKind; before?: number; limit: number },
): Promise<AuthEvent[]> {
  const { rows } = await db.query<Omit<AuthEvent, 'id'> & { id: string }>(
    `SELECT id, user_id, kind, detail, network, request_id, created_at
     FROM auth_events
     WHERE ($1::int IS NULL OR user_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::bigint IS NULL OR id < $3)
     ORDER BY id DESC
     LIMIT $4`,
    [user_id ?? null, kind ?? null, before ?? null, limit],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
