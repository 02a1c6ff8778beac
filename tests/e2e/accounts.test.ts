/** Five accounts at once through the API alone, by the SDK: from the mailed link to a token that is revoked. */
import { CohortAlmanac, UnauthorizedError } from '@cohort-almanac/sdk';
import { expect, inject, it } from 'vitest';
import { mailedLink } from './mail.ts';

const NAMES = [
  'ozu_on_tuesdays',
  'noirvember365',
  'fivestarfatima',
  'backrow_bea',
  'popcorn_prue',
  'reel_tomasz',
  'giallo_gus',
];

it.concurrent.each([0, 1, 2, 3, 4])('account %i', async (n) => {
  const baseUrl = inject('almanac');
  const anonymous = new CohortAlmanac({ baseUrl });
  const email = `caller-${n}@example.org`;

  await anonymous.session.requestLink({ email });
  const token = new URL(await mailedLink(email)).searchParams.get('token') ?? '';
  const { data: session, response } = await anonymous.session.redeem({ token }).withResponse();
  expect(session.user.email).toBe(email);
  await expect(anonymous.session.redeem({ token }), 'a link is spent once').rejects.toThrow();

  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const signedIn = new CohortAlmanac({ baseUrl, headers: { cookie, origin: baseUrl } });
  const made = await signedIn.tokens.create({ name: 'the rest of this test' });
  const almanac = new CohortAlmanac({ baseUrl, token: made.token });

  const label = `callers-${n}`;
  await almanac.cohorts.create({ label, definition: { members: NAMES.slice(n, n + 3) } });
  const run = await almanac.cohorts.sync(label).finished({ timeout: 120_000 });
  expect(run.state).toBe('succeeded');

  const films = await almanac.rankings.list(label).toArray({ limit: 20 });
  expect(films.length).toBeGreaterThan(5);
  const stats = await almanac.stats.get(label);
  expect(stats.coverage).toMatchObject({ members: 3, members_with_data: 3, sources: { crawl: 3 } });

  const saved = await almanac.filters.create({ cohort: label, name: `Best of ${n}`, filter: { top: 10 } });
  const share = await almanac.shares.create(saved.id, { title: `Best of ${n}` });
  const shared = await anonymous.shares.films(share.slug).page();
  expect(shared).toMatchObject({ title: `Best of ${n}`, total: 10 });
  expect(JSON.stringify(shared)).not.toContain(NAMES[n]);

  const file: Response = await almanac.request('POST', '/v1/exports', {
    body: { filter_id: saved.id, format: 'letterboxd' },
    as: 'response',
  });
  const rows = (await file.text()).trim().split('\n');
  expect(rows[0]).toMatch(/^LetterboxdURI,tmdbID,imdbID,Title,Year,/);
  expect(rows).toHaveLength(11);

  await almanac.cohorts.delete(label);
  await signedIn.tokens.revoke(made.id);
  await expect(almanac.session.get(), 'a revoked token').rejects.toThrow(UnauthorizedError);
  await expect(anonymous.shares.films(share.slug).page(), 'a share of what is gone').rejects.toMatchObject({
    status: 404,
  });
  await signedIn.session.end();
});
