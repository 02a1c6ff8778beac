/** Who may ask about the people of a cohort. */
import { expect, it } from 'vitest';
import { problemOf, serve } from './support/serve.ts';

const NAMING = ['taste', 'tonight?members=ann'];
const OPEN = ['people', 'movers', 'compare?with=demo'];

const as = (token: string | null) => (token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
const STRANGER = 'alm_sk_stranger00000000';

it('answers 404 for a private cohort of others, whatever is asked', async () => {
  const { url } = await serve();
  for (const what of [...NAMING, ...OPEN]) {
    const response = await fetch(`${url}/v1/cohorts/club/${what}`, as(STRANGER));
    expect(response.status, what).toBe(404);
  }
  const other = await fetch(`${url}/v1/cohorts/demo/compare?with=club`, as(STRANGER));
  expect(other.status).toBe(404);
});

it('names members to owners and editors only', async () => {
  const { url } = await serve();
  for (const what of NAMING) {
    expect((await fetch(`${url}/v1/cohorts/demo/${what}`)).status, what).toBe(401);
    const refused = await fetch(`${url}/v1/cohorts/demo/${what}`, as(STRANGER));
    expect(refused.status, what).toBe(403);
    expect((await problemOf(refused)).detail).toContain('owners and editors');
  }
});

it('wants to know who will watch, and with whom to compare', async () => {
  const { url } = await serve();
  for (const [what, name] of [
    ['tonight', 'members'],
    ['compare', 'with'],
  ] as const) {
    const response = await fetch(`${url}/v1/cohorts/demo/${what}`, as('alm_sk_owner00000000000'));
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors).toEqual([expect.objectContaining({ in: 'query', name })]);
  }
});
