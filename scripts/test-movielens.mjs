/**
 * The main job at full size: a cohort of 610 members is collected over HTTP from a sandbox site made of MovieLens, ranked,
 * and compared with an independent computation. `npm run test:movielens -- DIR`
 */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { bayesian, mean, readFilms, stddev, wilson } from '../tests/movielens/independent.mjs';

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: npm run test:movielens -- DIR   (the folder of ml-latest-small, with ratings.csv)');
  process.exit(2);
}

const BIN = new URL('../packages/server/bin/almanac.js', import.meta.url).pathname;
const home = mkdtempSync(join(tmpdir(), 'almanac-movielens-'));
// Not 0700: as root, PostgreSQL runs under an account that has to enter it.
chmodSync(home, 0o755);
const port = await freePort();
const env = { ...process.env, ALMANAC_HOME: home, SANDBOX_PORT: String(port), ALMANAC_SOURCE: 'sandbox' };
const results = { passed: 0, failed: 0 };

function check(name, ok, detail = '') {
  results[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}${detail ? `  (${detail})` : ''}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}

async function almanac(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...args], { env, maxBuffer: 1 << 28 });
  return stdout;
}

const requests = async () => {
  const { kinds } = await (await fetch(`http://127.0.0.1:${port}/__stats`)).json();
  return Object.values(kinds).reduce((sum, byStatus) => sum + Object.values(byStatus).reduce((a, b) => a + b, 0), 0);
};

const close = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

const sandbox = spawn(process.execPath, [BIN, 'sandbox', '--movielens', folder, '--port', String(port)], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
});
await almanac('migrate');
// Holds the embedded services for as long as the checks run: a command alone would stop them each time.
const worker = spawn(process.execPath, [BIN, 'worker'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
try {
  await new Promise((resolve, reject) => {
    sandbox.stdout.once('data', resolve);
    sandbox.once('exit', () => reject(new Error('The sandbox did not start.')));
  });
  await almanac('cohort', 'create', '--label', 'ml', '--seed', 'ml-1', '--relation', 'following', '--include-seed');
  let begin = Date.now();
  await almanac('sync', 'ml', '--wait');
  const first = { seconds: (Date.now() - begin) / 1000, requests: await requests() };
  const before = await almanac('rankings', 'ml', '--format', 'csv');
  begin = Date.now();
  const secondRun = JSON.parse(await almanac('sync', 'ml', '--wait', '--json'));
  const second = { seconds: (Date.now() - begin) / 1000, requests: (await requests()) - first.requests };
  check('a second sync changes nothing', before === (await almanac('rankings', 'ml', '--format', 'csv')));
  check(
    'a second sync asks far less',
    second.requests * 5 < first.requests,
    `${first.requests} then ${second.requests} requests`,
  );
  check(
    'no row is written by it',
    !secondRun.counters.ratings_new && !secondRun.counters.ratings_changed && !secondRun.counters.ratings_removed,
  );

  const expected = readFilms(folder);
  const services = JSON.parse(readFileSync(join(home, 'services.json'), 'utf8'));
  const url = process.env.DATABASE_URL ?? JSON.stringify(services).match(/postgres(?:ql)?:\/\/[^"]+/)[0];
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const { rows: stats } = await db.query(
    `SELECT f.slug, s.* FROM cohorts c JOIN cohort_film_stats s ON s.version_id = c.current_version_id
     JOIN films f USING (film_id) WHERE c.label = 'ml'`,
  );
  const { rows: counts } = await db.query(
    `SELECT (SELECT count(*)::int FROM cohort_members) AS members, (SELECT count(rating)::int FROM ratings) AS ratings`,
  );
  await db.end();
  check('members', counts[0].members === expected.members, String(counts[0].members));
  check('ratings', counts[0].ratings === expected.rows, String(counts[0].ratings));
  check('films with statistics', stats.length === expected.films.length, String(stats.length));
  const bySlug = new Map(stats.map((row) => [row.slug, row]));
  const wrong = (holds) => expected.films.filter((film) => !holds(film, bySlug.get(film.slug)));
  check('every watcher count', wrong((f, s) => s?.watchers === f.w).length === 0);
  check('every mean', wrong((f, s) => s?.avg_rating === mean(f)).length === 0);
  check('every deviation', wrong((f, s) => s && close(s.rating_stddev, stddev(f))).length === 0);
  check('every histogram', wrong((f, s) => s && f.counts.every((n, i) => n === s.histogram[i])).length === 0);
  check('every like', wrong((f, s) => s?.likes_count === f.likes).length === 0);

  for (const [strategy, list] of [
    ['bayesian', bayesian(expected.films, expected.members)],
    ['wilson', wilson(expected.films)],
  ]) {
    const shown = JSON.parse(await almanac('rankings', 'ml', '--strategy', strategy, '--limit', '50', '--json'));
    check(`${strategy}: number of ranked films`, shown.total === list.length, String(shown.total));
    check(
      `${strategy}: first 50 in order`,
      shown.items.every((item, i) => item.slug === list[i].slug && item.rank === i + 1),
    );
    check(
      `${strategy}: first 50 scores`,
      shown.items.every((item, i) => close(item.score, list[i].score)),
    );
  }
  console.log(JSON.stringify({ first_sync: first, second_sync: second }));
} catch (error) {
  check('the checks ran to their end', false, error.message);
} finally {
  for (const child of [worker, sandbox]) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  rmSync(home, { recursive: true, force: true });
}
console.log(`${results.passed} passed, ${results.failed} failed`);
process.exit(results.failed > 0 ? 1 : 0);
