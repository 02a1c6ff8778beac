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
  favorites: '/v1/cohorts/demo/insights?surface=favorites',
  stats: '/v1/cohorts/demo/stats',
  people: '/v1/cohorts/demo/people',
  taste: '/v1/cohorts/demo/taste',
  movers: '/v1/cohorts/demo/movers',
  runs: '/v1/cohorts/demo/runs',
  members: '/v1/cohorts/demo/members',
};

for (const [name, path] of Object.entries(ASK)) {
  const response = await fetch(base + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  writeFileSync(
    new URL(`../fixtures/recorded/${name}.json`, import.meta.url),
    `${JSON.stringify(await response.json())}\n`,
  );
}
