/**
 * Records what an almanac with the demo cohort answers, as the fixtures of stories and browser tests:
 * `node scripts/record.mjs http://127.0.0.1:4000 alm_sk_…` while `npm start` runs. The demo's people are invented.
 */
import { writeFileSync } from 'node:fs';

const [base, token] = process.argv.slice(2);
const ASK = {
  cohorts: '/v1/cohorts',
  rankings: '/v1/cohorts/demo/rankings?limit=50',
  divergence: '/v1/cohorts/demo/insights?surface=divergence',
  'hidden-gems': '/v1/cohorts/demo/insights?surface=hidden-gems',
  'likes-only': '/v1/cohorts/demo/insights?surface=likes-only',
  stats: '/v1/cohorts/demo/stats',
  people: '/v1/cohorts/demo/people',
  taste: '/v1/cohorts/demo/taste',
  movers: '/v1/cohorts/demo/movers',
  runs: '/v1/cohorts/demo/runs',
  members: '/v1/cohorts/demo/members',
  film: '/v1/cohorts/demo/films/FILM',
  tonight: '/v1/cohorts/demo/tonight?members=odile_keeps&members=backrow_bea&members=giallo_gus&limit=10',
  genres: '/v1/filter-options/genres',
  countries: '/v1/filter-options/countries',
  directors: '/v1/filter-options/directors?limit=20',
};

const { items } = await (await fetch(`${base}/v1/cohorts/demo/rankings?limit=1`)).json();
for (const [name, each] of Object.entries(ASK)) {
  const path = each.replace('FILM', items[0].film_id);
  const response = await fetch(base + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  writeFileSync(
    new URL(`../fixtures/recorded/${name}.json`, import.meta.url),
    `${JSON.stringify(await response.json())}\n`,
  );
}
