/** Answers that are made once: by one api of two, until what they are made of changes, and never for whoever may not see. */
import { createCohort, ensureOperator, findCohort, replaceCohortMembers } from '@cohort-almanac/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersService } from '../src/services/answers.ts';
import { cacheReads } from '../src/services/cache-reads.ts';
import { type Circle, circle, publish } from './support/circle.ts';
import { serveCircle } from './support/listen.ts';
import { populate, type World } from './support/world.ts';

let made: Circle;
let world: World;
const servers: Awaited<ReturnType<typeof serveCircle>>[] = [];
beforeAll(async () => {
  made = await circle();
  world = await populate(made);
  for (let n = 0; n < 2; n++) servers.push(await serveCircle(made, made.freshServices()));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await made.drop();
});

async function ask(path: string, { api = 0, as = world.tokens.owner, tag = '' } = {}) {
  const response = await fetch(`${servers[api]!.url}/v1/cohorts/circle/${path}`, {
    headers: { authorization: `Bearer ${as}`, ...(tag && { 'if-none-match': tag }) },
  });
  const text = await response.text();
  return { status: response.status, tag: response.headers.get('etag') ?? '', text, headers: response.headers };
}
/** A cohort is looked at once a second; tests don't wait for it. */
const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  made.cohort = (await findCohort(made.db, 'circle'))!;
};

describe('the keeper', () => {
  const counting = () => {
    let times = 0;
    const make = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { times: ++times };
    };
    return { make, times: () => times };
  };
  const two = () => [answersService(made.coordination.cache), answersService(made.coordination.cache)] as const;

  it('has an answer made once, though two processes are asked at once, and asked again', async () => {
    const [one, other] = two();
    const { make, times } = counting();
    const all = await Promise.all([one, other, one].map((service) => service.read(made.cohort, 'once', make)));
    expect(all.map(({ bytes }) => bytes.toString())).toEqual(new Array(3).fill('{"times":1}'));
    await two()[0].read(made.cohort, 'once', make);
    expect(times()).toBe(1);
  });

  it('makes it anew for another question, cohort, version and revision', async () => {
    const [one] = two();
    const { make, times } = counting();
    const { cohort } = made;
    const others = [
      { ...cohort, revision: cohort.revision + 1 },
      { ...cohort, current_version_id: 99 },
      { ...cohort, id: 99 },
    ];
    for (const each of [cohort, ...others]) await one.read(each, 'this', make);
    await one.read(cohort, 'that', make);
    expect(times()).toBe(5);
  });

  it('leaves what names members in its process, and what failed nowhere', async () => {
    const [one, other] = two();
    const { make, times } = counting();
    for (const service of [one, other, one]) await service.read(made.cohort, 'who', make, { named: true });
    expect(times()).toBe(2);
    await expect(one.read(made.cohort, 'fails', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await one.read(made.cohort, 'fails', async () => ({ ok: true }))).bytes.toString()).toBe('{"ok":true}');
  });
});

const NAMING = ['taste', 'tonight?members=member-1&members=member-2'];
const OPEN = ['people?role=director', 'movers', 'compare?with=part', 'insights?surface=favorites'];

describe('over HTTP', () => {
  beforeAll(async () => {
    const { id } = await createCohort(made.db, (await ensureOperator(made.db)).id, {
      label: 'part',
      visibility: 'public',
      definition: { seeds: [], lists: [], members: [] },
    });
    const { rows } = await made.db.query<{ member_id: number }>('SELECT member_id FROM members ORDER BY 1 LIMIT 5');
    await replaceCohortMembers(
      made.db,
      id,
      rows.map(({ member_id }) => member_id),
    );
    await publish(made.db, id);
    await publish(made.db, made.cohort.id);
    await made.db.query(
      `INSERT INTO watchlist_entries (member_id, film_id, source, observed_at)
       SELECT member_id, film_id, 'crawl', now() FROM members, films WHERE username = 'member-1'
         AND NOT EXISTS (SELECT 1 FROM ratings r WHERE r.film_id = films.film_id AND r.member_id = members.member_id)`,
    );
    await settle();
  });

  it.each([...NAMING, ...OPEN])('%s is told again as it was, by both apis, and 304 to who has it', async (path) => {
    const first = await ask(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toMatch(/^application\/json/);
    const misses = cacheReads.answers.misses;
    const again = await ask(path);
    expect([again.text, again.tag]).toEqual([first.text, first.tag]);
    expect(cacheReads.answers.misses).toBe(misses);
    const elsewhere = await ask(path, { api: 1 });
    expect([elsewhere.text, elsewhere.tag]).toEqual([first.text, first.tag]);
    expect((await ask(path, { tag: first.tag })).status).toBe(304);
  });

  it('names nobody to who may not see names, though it was told to who may', async () => {
    for (const path of NAMING) {
      expect((await ask(path)).text).toContain('member-1');
      expect((await ask(path, { as: world.tokens.viewer })).status).toBe(403);
      expect((await ask(path, { as: world.tokens.stranger })).status).toBe(404);
    }
  });

  it('tells the new name of a cohort that was compared, and what a new revision changes', async () => {
    const path = 'compare?with=part';
    const before = await ask(path);
    await made.db.query("UPDATE cohorts SET display_name = 'Another Name' WHERE label = 'part'");
    await settle();
    const renamed = await ask(path, { tag: before.tag });
    expect(renamed.status).toBe(200);
    expect(JSON.parse(renamed.text).with.display_name).toBe('Another Name');

    const tonight = NAMING[1]!;
    const { total: offered, items } = JSON.parse((await ask(tonight)).text);
    await made.db.query('DELETE FROM watchlist_entries WHERE film_id = $1', [items[0].film.film_id]);
    expect(JSON.parse((await ask(tonight)).text).total).toBe(offered);
    await made.db.query("UPDATE cohorts SET revision = revision + 1 WHERE label = 'circle'");
    await settle();
    expect(JSON.parse((await ask(tonight)).text).total).toBe(offered - 1);
  });
});
