/** Exports that are uploaded over HTTP: who may, what comes of good and bad ones, and what stays behind. */
import { request } from 'node:http';
import {
  addCohortMembers,
  createCohort,
  ensureMembers,
  findCohort,
  replaceRatings,
  updateUser,
} from '@cohort-almanac/db';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../packages/pipeline/src/index.ts';
import { zip } from '../../packages/pipeline/test/import/support/zip.ts';
import { type Club, club, exportZip, form, leftovers, ratingsOf } from './club.ts';

let at: Club;
const workers: Worker[] = [];
beforeAll(async () => {
  at = await club();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close(2_000);
});
afterAll(() => at.close());

const work = async () => {
  workers.push(await at.work());
};
const upload = (
  who: 'owner' | 'editor' | 'viewer' | 'stranger' | null,
  bytes: Uint8Array | null,
  fields = {},
  name?: string,
) => at.ask(who, 'POST', '/v1/imports', form({ cohort: 'club', ...fields }, bytes, name));

describe('a good export', () => {
  it('is taken in by a run, whose events and end say what it brought', async () => {
    await work();
    const bytes = exportZip({
      username: 'Ada_L',
      ratings: { 1: 4, 2: 0.5 },
      liked: [1, 5],
      favorites: [1],
      lists: { best: [1] },
    });
    const started = await upload('editor', bytes, {}, 'letterboxd-ada_l-2024-05-01-00-00-utc.zip');
    expect(started).toMatchObject({ status: 202, body: { kind: 'import', cohort_id: at.cohortId } });
    const { id } = started.body;
    expect(started.headers.get('location')).toBe(`/v1/imports/${id}`);
    const events = await at.ask('owner', 'GET', `/v1/cohorts/club/runs/${id}/events`);
    expect(events.body).toMatch(/event: run[\s\S]*event: end\ndata: {"state":"succeeded"}/);
    const { body: run } = await at.ask('editor', 'GET', `/v1/imports/${id}`);
    expect(run).toMatchObject({
      state: 'succeeded',
      error: null,
      import: {
        member: 'ada_l',
        refusal: null,
        summary: {
          member: 'ada_l',
          source: 'export',
          complete: true,
          ratings: { total: 2, new: 2, changed: 0, removed: 0 },
          likes_only: { total: 1, new: 1 },
          favorites: 1,
        },
      },
    });
    // It counts as of the time in its name.
    const { rows } = await at.db.query<{ at: Date }>("SELECT export_at AS at FROM members WHERE username = 'ada_l'");
    expect(rows[0]!.at.toISOString()).toBe('2024-05-01T00:00:00.000Z');
    expect(await leftovers(at.db)).toBe(0);
  });

  it('makes its member one of the cohort, and a ranking follows by itself', async () => {
    await work();
    const cohort = (await findCohort(at.db, 'club'))!;
    expect(cohort.definition.members).toEqual(['ada_l']);
    await expect
      .poll(async () => (await findCohort(at.db, 'club'))!.current_version_id, { timeout: 15_000 })
      .not.toBeNull();
    const stats = await at.ask('viewer', 'GET', '/v1/cohorts/club/stats');
    expect(stats.body.coverage).toMatchObject({ members: 1, members_with_data: 1, sources: { export: 1 } });
  });

  it('leaves nothing of the private profile anywhere', async () => {
    const { rows } = await at.db.query<{ t: string }>(
      `SELECT query_to_xml(format('SELECT * FROM %I', tablename), false, false, '')::text AS t FROM pg_tables
       WHERE schemaname = 'public'`,
    );
    expect(rows.map(({ t }) => t).join('\n')).not.toMatch(/Secret|secret@example/);
  });

  it('twice at once is taken in twice, one after the other', async () => {
    const bytes = exportZip({ username: 'twice', ratings: { 1: 4, 2: 3, 3: 2 } });
    const both = await Promise.all([upload('owner', bytes), upload('editor', bytes)]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    await work();
    const ends = await Promise.all(both.map(({ body }) => at.ended(body.id)));
    expect(ends.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(ends.map((end) => (end.import.summary!.ratings as { new: number }).new).sort()).toEqual([0, 3]);
    expect(await ratingsOf(at.db, 'twice')).toBe(3);
  });

  it('of a named member waits for the one before', async () => {
    const bytes = exportZip({ username: 'named', ratings: { 1: 4 } });
    const first = await upload('owner', bytes, { member: 'Named' });
    expect(await upload('owner', bytes, { member: 'named' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await leftovers(at.db)).toBe(1);
    // That another circle is taking them in is nothing that this one is told.
    const elsewhere = await createCohort(at.db, at.ids.stranger, {
      label: 'elsewhere',
      definition: { seeds: [], lists: [], members: [] },
    });
    const fields = form({ cohort: String(elsewhere.id), member: 'named' }, bytes);
    expect(await at.ask('stranger', 'POST', '/v1/imports', fields)).toMatchObject({ status: 202 });
    await work();
    expect(await at.ended(first.body.id)).toMatchObject({ state: 'succeeded' });
  });

  it('goes on where a worker was lost', async () => {
    const { body } = await upload('owner', exportZip({ username: 'resumed', ratings: { 1: 4 } }));
    // As a worker leaves it that was killed with it.
    await at.db.query(
      `UPDATE run_tasks SET state = 'running', lease_owner = 'dead', lease_until = now() - interval '1 second',
         started_at = now() WHERE run_id = $1`,
      [body.id],
    );
    await work();
    expect(await at.ended(body.id)).toMatchObject({ state: 'succeeded' });
    expect(await ratingsOf(at.db, 'resumed')).toBe(1);
  });

  it('is not taken in once its run is stopped, and can not be done again', async () => {
    const { body } = await upload('owner', exportZip({ username: 'stopped', ratings: { 1: 4 } }));
    expect((await at.ask('owner', 'POST', `/v1/cohorts/club/runs/${body.id}/stop`)).body.state).toBe('stopped');
    expect(await leftovers(at.db)).toBe(0);
    expect((await at.ask('owner', 'POST', `/v1/cohorts/club/runs/${body.id}/retry`)).status).toBe(422);
    expect(await ratingsOf(at.db, 'stopped')).toBe(0);
  });
});

describe('a bad file', () => {
  const bomb = () =>
    zip([
      { path: 'ratings.csv', data: 'x'.repeat(5 * 2 ** 20) },
      { path: 'profile.csv', data: 'Username\nada_l\n' },
    ]);
  const files: [string, () => Uint8Array, string][] = [
    ['a bomb', bomb, 'too_compressed'],
    ['no ZIP', () => Buffer.from('<html>not a zip</html>'), 'not_a_zip'],
    ['a ZIP that is cut off', () => exportZip({ username: 'cut' }).subarray(0, 200), 'truncated'],
    ['an encrypted ZIP', () => zip([{ path: 'ratings.csv', data: 'x', encrypted: true }]), 'encrypted'],
    ['a ZIP that leads out of itself', () => zip([{ path: '../../etc/passwd', data: 'x' }]), 'bad_path'],
    ['another ZIP', () => zip([{ path: 'holiday.jpg', data: 'x' }]), 'no_ratings'],
    ['an export of nobody', () => exportZip({ username: null, ratings: { 1: 4 } }), 'no_member'],
  ];
  it.each(files)('%s ends as refused, with the reason', async (_name, make, code) => {
    await work();
    const { status, body } = await upload('owner', make());
    expect(status).toBe(202);
    const end = await at.ended(body.id);
    expect(end).toMatchObject({ state: 'failed', import: { refusal: { code }, summary: null } });
    expect(end.import.refusal!.message).toMatch(/\.$/);
    const { body: run } = await at.ask('owner', 'GET', `/v1/imports/${body.id}`);
    expect(run.errors).toEqual([{ kind: 'refused', count: 1, example: end.import.refusal!.message }]);
    expect(await leftovers(at.db)).toBe(0);
  });

  it('that says too little or too much is a 400 that names it', async () => {
    const errors = async (fields: Record<string, string>, bytes: Uint8Array | null) => {
      const { status, body } = await at.ask('owner', 'POST', '/v1/imports', form(fields, bytes));
      return [status, ...(body.errors ?? []).map(({ name }: { name: string }) => name)];
    };
    const bytes = exportZip({});
    expect(await errors({ cohort: 'club' }, null)).toEqual([400, '/file']);
    expect(await errors({}, bytes)).toEqual([400, '/cohort']);
    expect(await errors({ cohort: 'club', membr: 'ada_l' }, bytes)).toEqual([400, '/membr']);
    expect(await errors({ cohort: 'no such', member: 'a b' }, bytes)).toEqual([400, '/cohort', '/member']);
    expect(await errors({ cohort: 'club', file: 'text' }, bytes)).toEqual([400, '/file']);
    expect(await errors({ cohort: 'club' }, new Uint8Array(0))).toEqual([400, '/file']);
    const late = new FormData();
    late.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'export.zip');
    late.append('cohort', 'club');
    expect((await at.ask('owner', 'POST', '/v1/imports', late)).status).toBe(400);
    expect((await at.ask('owner', 'POST', '/v1/imports', { cohort: 'club' })).status).toBe(415);
    expect(await leftovers(at.db)).toBe(0);
  });

  it('that is broken off leaves nothing behind', async () => {
    const sent = await send(['--b\r\nContent-Disposition: form-data; name="cohort"\r\n\r\nclub\r\n', FILE_HEAD, 'PK'], {
      cut: true,
    });
    expect(sent).toBeNull();
    await expect.poll(() => leftovers(at.db)).toBe(0);
  });

  it('that is too large is told so while it comes in', async () => {
    const megabyte = 'x'.repeat(2 ** 20);
    const parts = ['--b\r\nContent-Disposition: form-data; name="cohort"\r\n\r\nclub\r\n', FILE_HEAD];
    const status = await send([...parts, ...Array.from({ length: 34 }, () => megabyte), '\r\n--b--\r\n']);
    expect(status).toBe(413);
    expect(await leftovers(at.db)).toBe(0);
  });
});

const FILE_HEAD =
  '--b\r\nContent-Disposition: form-data; name="file"; filename="e.zip"\r\nContent-Type: application/zip\r\n\r\n';

/** Sends a form in pieces, without saying its length. Resolves to the status; to null when it was broken off. */
function send(pieces: string[], { cut = false } = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const sending = request(`${at.url}/v1/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.tokens.owner}`, 'content-type': 'multipart/form-data; boundary=b' },
    });
    sending.on('response', (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sending.on('error', () => resolve(null));
    for (const piece of pieces) sending.write(piece);
    if (cut) setTimeout(() => sending.destroy(), 200);
    else sending.end();
  });
}

describe('who may upload', () => {
  const bytes = (username: string) => exportZip({ username, ratings: { 1: 1, 2: 1 } });

  it('is not whoever likes to', async () => {
    expect((await upload(null, bytes('x'))).status).toBe(401);
    expect((await upload('stranger', bytes('x'))).status).toBe(404);
    expect((await upload('viewer', bytes('x'))).status).toBe(403);
    expect(await leftovers(at.db)).toBe(0);
  });

  it('is a viewer for their own name, as long as nobody else brought data of it', async () => {
    await work();
    await updateUser(at.db, at.ids.viewer, { letterboxd_username: 'Vera' });
    expect((await upload('viewer', bytes('vera'), { member: 'ada_l' })).status).toBe(403);
    for (const _again of [1, 2]) {
      const { body } = await upload('viewer', bytes('vera'));
      expect(await at.ended(body.id)).toMatchObject({ state: 'succeeded' });
    }
    const other = await upload('viewer', bytes('ada_l'));
    expect(await at.ended(other.body.id)).toMatchObject({
      state: 'failed',
      import: { refusal: { code: 'wrong_member' } },
    });
    await updateUser(at.db, at.ids.viewer, { letterboxd_username: 'ada_l' });
    const claimed = await upload('viewer', bytes('ada_l'));
    expect(await at.ended(claimed.body.id)).toMatchObject({
      state: 'failed',
      import: { refusal: { code: 'claimed' } },
    });
    expect(await ratingsOf(at.db, 'ada_l')).toBe(2);
    // Whoever handed it over reads what came of it, though they see no names otherwise.
    expect((await at.ask('viewer', 'GET', `/v1/imports/${claimed.body.id}`)).status).toBe(200);
    expect((await at.ask('stranger', 'GET', `/v1/imports/${claimed.body.id}`)).status).toBe(404);
    expect((await at.ask('viewer', 'GET', `/v1/cohorts/club/runs/${claimed.body.id}`)).body.import).toBeNull();
  });

  it('is not the owner of one circle for a member of another', async () => {
    await work();
    // member-1 is in a circle of the operator's, with ratings.
    const before = await ratingsOf(at.db, 'member-1');
    const { body } = await upload('owner', bytes('member-1'));
    expect(await at.ended(body.id)).toMatchObject({ state: 'failed', import: { refusal: { code: 'held_elsewhere' } } });
    expect(await ratingsOf(at.db, 'member-1')).toBe(before);
    expect((await findCohort(at.db, 'club'))!.definition.members).not.toContain('member-1');
  });

  it('an export of somebody else than was said is refused', async () => {
    await work();
    const { body } = await upload('owner', bytes('somebody'), { member: 'ada_l' });
    expect(await at.ended(body.id)).toMatchObject({ state: 'failed', import: { refusal: { code: 'wrong_member' } } });
  });

  it('the owners of a cohort can keep a member out', async () => {
    await work();
    await at.db.query(`UPDATE cohorts SET definition = definition || '{"exclusions": ["outcast"]}' WHERE id = $1`, [
      at.cohortId,
    ]);
    const { body } = await upload('owner', bytes('outcast'));
    expect(await at.ended(body.id)).toMatchObject({ state: 'failed', import: { refusal: { code: 'excluded' } } });
  });
});

it('an import changes every cohort that holds the member, and they are ranked anew', async () => {
  const [member] = (await ensureMembers(at.db, [{ username: 'shared' }])) as [number];
  await addCohortMembers(at.db, at.cohortId, [member]);
  const rating = { film_id: 1, rating: 2, liked: false, watched: true, rated_at: null };
  await replaceRatings(at.db, member, [rating], { source: 'crawl', observed_at: new Date('2020-01-01') });
  const before = (await findCohort(at.db, 'club'))!.current_version_id;
  await work();
  const { body } = await upload('owner', exportZip({ username: 'shared', ratings: { 1: 5 } }));
  expect(await at.ended(body.id)).toMatchObject({ state: 'succeeded' });
  await expect
    .poll(async () => (await findCohort(at.db, 'club'))!.current_version_id, { timeout: 15_000 })
    .not.toBe(before);
});

it('an import is seen at once in what is made of members as they are, also where that is remembered', async () => {
  const worker = await at.work();
  workers.push(worker);
  const taken = async (username: string, stars: number) => {
    const { body } = await upload('owner', exportZip({ username, ratings: { 1: stars } }));
    expect(await at.ended(body.id)).toMatchObject({ state: 'succeeded' });
    at.services.cohorts.changed();
  };
  const rated = async (): Promise<number> => {
    const { body } = await at.ask('owner', 'GET', '/v1/cohorts/club/rankings?members=planner&members=planner_two');
    return body.items[0].avg_rating;
  };
  await taken('planner', 4);
  await taken('planner_two', 5);
  // The ranking that follows an import by itself is made, and after that none any more: only the import can tell.
  const waits =
    "SELECT 1 FROM cohorts WHERE recompute_due UNION SELECT 1 FROM runs WHERE state IN ('queued', 'running')";
  await expect.poll(async () => (await at.db.query(waits)).rows, { timeout: 15_000 }).toEqual([]);
  await at.db.query(
    `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.recompute_due := false; RETURN NEW; END';
     CREATE TRIGGER hold BEFORE UPDATE ON cohorts FOR EACH ROW EXECUTE FUNCTION hold()`,
  );
  at.services.cohorts.changed();
  expect(await rated()).toBe(4.5);
  await taken('planner', 2);
  expect(await rated()).toBe(3.5);
});
