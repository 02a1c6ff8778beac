/** A circle with people around it, each in another relation to it: what requests are made from that go through the whole contract. */
import { createHash } from 'node:crypto';
import {
  beginUpload,
  createCohort,
  ensureMembers,
  ensureUser,
  insertInvite,
  insertSession,
  insertSignInLink,
  insertToken,
  insertWebhook,
  replaceCohortMembers,
  revokeToken,
  startImport,
  startJoin,
  startRun,
} from '@cohort-almanac/db';
import { SCOPES, type Scope } from '../../src/policies/scopes.ts';
import { makeSecret } from '../../src/services/sign-in-link.ts';
import { makeToken } from '../../src/services/token-format.ts';
import { AS_OF, type Circle } from './circle.ts';

/** Users with a token that holds every scope. The neighbour has a private cohort of his own, of which nobody else knows. */
export const PEOPLE = ['owner', 'editor', 'viewer', 'stranger', 'neighbour'] as const;
export type Person = (typeof PEOPLE)[number];

/** Values for the names that paths, queries and bodies are made of, such as `run_id`. */
export type Names = Readonly<Record<string, string>>;

/** Plain data: it stays true in a copy of the database. */
export interface World {
  users: Readonly<Record<Person, number>>;
  tokens: Readonly<
    Record<Person | 'operator' | 'expired' | 'revoked' | 'publishable' | 'publishable_elsewhere', string> & {
      /** Of the owner, each with this one scope. */
      only: Record<Scope, string>;
    }
  >;
  /** Cookie secrets. */
  sessions: { owner: string; over: string };
  /** Secrets of sign-in links. */
  links: { fresh: string; spent: string; expired: string };
  invites: { open: string; over: string };
  /** What belongs to the circle and its owner. */
  own: Names;
  /** The same of the neighbour: the owner must not reach it, nor learn that it is there. */
  theirs: Names;
  /** What belonged to the owner, and is over: revoked, ended. */
  over: Names;
  /** What there is not. */
  none: Names;
  /** Texts that only those may read who see the neighbour's cohort. */
  secrets: readonly string[];
}

/** Names in paths that are nobody's: what is behind them is for everybody. */
export const PUBLIC_NAMES: ReadonlySet<string> = new Set(['kind', 'slug', 'code', 'token', 'secret']);

/** The origin for which the publishable token is made. */
export const PUBLISHED_ORIGIN = 'https://blog.example.org';

/** Of the share that the owner has made. */
const SLUG = 'AAAAAAAAAAAAAAAAAAAAAA';

const INNER = {
  label: 'hidden-cell',
  display_name: 'Zinnober Kabinett',
  description: 'Smaragd und Malachit',
  member: 'unseen-member',
};

/** Puts everybody into the circle's database. */
export async function populate({ db, cohort }: Circle): Promise<World> {
  // Ids that can be told from any other number in an answer.
  await db.query(
    `SELECT setval(pg_get_serial_sequence(quote_ident(table_name), column_name), 710000) FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id'
       AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`,
  );
  const users = {} as Record<Person, number>;
  for (const name of PEOPLE) users[name] = (await ensureUser(db, { email: `${name}@example.org` })).id;
  for (const role of ['owner', 'editor', 'viewer'] as const) {
    await db.query('INSERT INTO cohort_memberships (cohort_id, user_id, role) VALUES ($1, $2, $3)', [
      cohort.id,
      users[role],
      role,
    ]);
  }
  const inner = await createCohort(db, users.neighbour, {
    label: INNER.label,
    display_name: INNER.display_name,
    description: INNER.description,
    definition: { seeds: [], lists: [], members: [INNER.member] },
  });
  await replaceCohortMembers(db, inner.id, await ensureMembers(db, [{ username: INNER.member }]));
  const { run } = await startRun(db, { cohortId: inner.id, kind: 'sync', options: {}, asOf: AS_OF });
  await db.query("UPDATE runs SET state = 'failed', finished_at = now() WHERE id = $1", [run.id]);

  const token = async (user_id: number, over: Partial<Parameters<typeof insertToken>[1]> = {}) => {
    const secret = makeToken(over.kind);
    const row = await insertToken(db, {
      user_id,
      name: 'made for the test',
      token: secret,
      scopes: [...SCOPES],
      expires_at: null,
      ...over,
    });
    return { id: row.id, secret };
  };
  const made = {} as Record<Person, { id: number; secret: string }>;
  for (const name of PEOPLE) made[name] = await token(users[name]);
  const only = {} as Record<Scope, string>;
  for (const scope of SCOPES) only[scope] = (await token(users.owner, { scopes: [scope] })).secret;
  const operator = await ensureUser(db, { email: 'operator@localhost' });
  const revoked = await token(users.owner);
  await revokeToken(db, revoked.id);
  const publishable = (cohort_id: number) =>
    token(users.owner, {
      kind: 'publishable',
      scopes: ['cohorts:read'],
      origins: [PUBLISHED_ORIGIN],
      cohort_ids: [cohort_id],
    });
  const elsewhere = await createCohort(db, users.owner, {
    label: 'elsewhere',
    definition: { seeds: [], lists: [], members: [] },
  });

  const invite = async (cohort_id: number, by: number, days: number) => {
    const secret = makeSecret();
    const { id } = await insertInvite(db, {
      cohort_id,
      role: 'viewer',
      username: null,
      name: null,
      max_uses: null,
      expires_at: new Date(Date.now() + days * 86_400_000),
      token: secret,
      created_by: by,
    });
    return { id, secret };
  };
  const link = async (over?: string) => {
    const secret = makeSecret();
    await insertSignInLink(db, { email: 'owner@example.org', secret, signup: 'none' });
    const hash = createHash('sha256').update(secret).digest();
    if (over) await db.query(`UPDATE sign_in_links SET ${over} WHERE hash = $1`, [hash]);
    return secret;
  };
  const overSession = makeSecret();
  const session = makeSecret();
  await insertSession(db, users.owner, session);
  await db.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [
    await insertSession(db, users.owner, overSession),
  ]);
  const [open, over, theirInvite] = [
    await invite(cohort.id, users.owner, 7),
    await invite(cohort.id, users.owner, -1),
    await invite(inner.id, users.neighbour, 7),
  ];
  const shared = async (cohort_id: number, user_id: number, slug: string) => {
    const { rows } = await db.query<{ id: number }>(
      "INSERT INTO saved_filters (user_id, cohort_id, name, filter) VALUES ($1, $2, 'made for the test', '{}') RETURNING id",
      [user_id, cohort_id],
    );
    await db.query('INSERT INTO shares (filter_id, slug, top) VALUES ($1, $2, 20)', [rows[0]!.id, slug]);
    return String(rows[0]!.id);
  };
  const { rows: versions } = await db.query<{ id: number }>(
    `INSERT INTO ranking_versions (cohort_id, run_id, stage, as_of, parameters, coverage, summary, published_at)
     VALUES ($1, $2, 1, $3, '{}', '{}', '{}', now()) RETURNING id`,
    [inner.id, run.id, AS_OF],
  );
  const webhook = (user_id: number, cohort_id: number) =>
    insertWebhook(db, {
      user_id,
      cohort_id,
      url: 'https://hooks.example.org/',
      events: ['ranking.published'],
      description: null,
      secret: Buffer.from('sealed'),
    });
  const doorToken = makeSecret();
  const door = await insertInvite(db, {
    cohort_id: cohort.id,
    role: 'member',
    username: null,
    name: null,
    max_uses: null,
    expires_at: new Date(Date.now() + 7 * 86_400_000),
    token: doorToken,
    created_by: users.owner,
  });
  const privateSecret = makeSecret();
  await startJoin(db, {
    cohortId: cohort.id,
    uploadId: await beginUpload(db, null),
    authority: 'door',
    userId: users.owner,
    expected: null,
    asOf: AS_OF,
    inviteId: door.id,
    secret: privateSecret,
    choice: { named: false, feed: false },
  });
  const imported = async (cohortId: number, userId: number) => {
    const uploadId = await beginUpload(db, null);
    const order = { cohortId, uploadId, userId, authority: 'editor', expected: null, asOf: AS_OF } as const;
    return String((await startImport(db, order)).run.id);
  };
  const one = async (sql: string) => String((await db.query<{ id: number }>(sql)).rows[0]!.id);

  return {
    users,
    tokens: {
      ...(Object.fromEntries(PEOPLE.map((name) => [name, made[name].secret])) as Record<Person, string>),
      operator: (await token(operator.id)).secret,
      expired: (await token(users.owner, { expires_at: new Date(Date.now() - 1000) })).secret,
      revoked: revoked.secret,
      publishable: (await publishable(cohort.id)).secret,
      publishable_elsewhere: (await publishable(elsewhere.id)).secret,
      only,
    },
    sessions: { owner: session, over: overSession },
    links: { fresh: await link(), spent: await link('spent_at = now()'), expired: await link('expires_at = now()') },
    invites: { open: open.secret, over: over.secret },
    own: {
      id: String(cohort.id),
      kind: 'genres',
      code: 'conflict',
      run_id: await one(`SELECT min(id) AS id FROM runs WHERE cohort_id = ${cohort.id}`),
      film_id: await one('SELECT min(film_id) AS id FROM ratings'),
      username: 'member-1',
      user_id: String(users.viewer),
      invite_id: String(open.id),
      import_id: await imported(cohort.id, users.owner),
      token: doorToken,
      secret: privateSecret,
      token_id: String((await token(users.owner)).id),
      filter_id: await shared(cohort.id, users.owner, SLUG),
      slug: SLUG,
      webhook_id: String((await webhook(users.owner, cohort.id)).id),
    },
    theirs: {
      id: String(inner.id),
      run_id: String(run.id),
      film_id: '2147483646',
      username: INNER.member,
      user_id: String(users.neighbour),
      invite_id: String(theirInvite.id),
      import_id: await imported(inner.id, users.neighbour),
      token_id: String(made.neighbour.id),
      filter_id: await shared(inner.id, users.neighbour, 'BBBBBBBBBBBBBBBBBBBBBB'),
      slug: 'BBBBBBBBBBBBBBBBBBBBBB',
      version_id: String(versions[0]!.id),
      webhook_id: String((await webhook(users.neighbour, inner.id)).id),
    },
    over: { invite_id: String(over.id), token_id: String(revoked.id) },
    none: {
      id: 'no-such-cohort',
      run_id: '2147483647',
      film_id: '2147483647',
      username: 'nobody-here',
      user_id: '2147483647',
      invite_id: '2147483647',
      import_id: '2147483647',
      token: 'C'.repeat(43),
      secret: 'C'.repeat(43),
      token_id: '2147483647',
      filter_id: '2147483647',
      slug: 'CCCCCCCCCCCCCCCCCCCCCC',
      version_id: '2147483647',
      webhook_id: '2147483647',
    },
    secrets: [INNER.label, INNER.display_name, INNER.description, INNER.member, 'neighbour@example.org'],
  };
}
