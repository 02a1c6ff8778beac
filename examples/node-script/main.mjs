/**
 * node main.mjs EXPORT.zip [LABEL]
 *
 * Makes a cohort of a circle and of the member whose account export is given, takes the export in, collects the rest, prints the
 * hidden gems, and writes them as a CSV that Letterboxd imports as a list.
 *
 * ALMANAC_URL is the almanac (http://127.0.0.1:4000), ALMANAC_TOKEN a token that may write cohorts and runs.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AlmanacError, CohortAlmanac, ConflictError } from '@cohort-almanac/sdk';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';

const [zip, label = 'mara-and-friends'] = process.argv.slice(2);
if (!zip) {
  console.error('Usage: node main.mjs EXPORT.zip [LABEL]');
  process.exit(2);
}
const almanac = new CohortAlmanac({
  baseUrl: process.env.ALMANAC_URL ?? 'http://127.0.0.1:4000',
  token: process.env.ALMANAC_TOKEN,
});

try {
  await main();
} catch (error) {
  if (!(error instanceof AlmanacError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}

async function main() {
  // Ctrl-C ends whatever is waited for.
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { signal } = stop;

  const member = /^letterboxd-(\w+)-/.exec(basename(zip))?.[1];
  const cohort = await findOrCreate(member, signal);
  console.log(`Cohort ${cohort.label} (${cohort.id})`);

  const imported = await almanac.imports
    .create({ cohort: cohort.id, file: zip, member }, { signal })
    .finished({ signal });
  const { refusal, summary } = imported.import ?? {};
  if (!summary) throw new AlmanacError(refusal?.message ?? `The import ended as ${imported.state}.`);
  const { ratings, likes, watchlist, favorites } = summary;
  console.log(
    `Imported ${summary.member}: ${ratings.total} ratings (${ratings.new} new), ${likes.total} likes, ${watchlist.total} on the watchlist, ${favorites} favourites`,
  );

  await othersToEnd(cohort.id, signal);
  const run = await sync(cohort.id, signal);
  console.log(`The sync ended as ${run.state}.`);
  for (const { kind, count, example } of run.errors) console.log(`  ${kind} (${count}): ${example}`);

  const gems = await almanac.insights.get(cohort.id, { surface: 'hidden-gems', limit: 10 }, { signal });
  const table = new Table({
    head: ['', 'film', 'year', 'watchers', 'mean', 'world'],
    style: { head: [], border: [], compact: true },
  });
  for (const [i, film] of gems.items.entries()) {
    const world = film.divergence === null ? '' : film.avg_rating - film.divergence;
    table.push([i + 1, film.title, film.release_year ?? '', film.watchers, stars(film.avg_rating), stars(world)]);
  }
  console.log(`Hidden gems of ${gems.coverage.members_with_data} members:`);
  console.log(table.toString());

  const path = `${label}-hidden-gems.csv`;
  writeFileSync(path, letterboxdList(gems.items));
  console.log(`${path}: import it at letterboxd.com/list/new`);
}

/** The cohort with the label, or a new one: everybody whom one member of the sandbox follows, and the export's member. */
async function findOrCreate(member, signal) {
  const definition = {
    seeds: [{ username: 'odile_keeps', relation: 'following', depth: 1, include_seed: true }],
    ...(member && { members: [member] }),
  };
  try {
    return await almanac.cohorts.create({ label, display_name: 'Mara and friends', definition }, { signal });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return almanac.cohorts.get(label, { signal });
  }
}

/** Collects the cohort, and tells each stage as it begins. */
async function sync(cohort, signal) {
  const handle = almanac.cohorts.sync(cohort, {}, { signal });
  let told = '';
  let last;
  for await (const event of handle.events({ signal })) {
    if (event.type === 'end') break;
    last = event.run;
    const stage = last.stages[last.stage]?.kind ?? '';
    if (stage !== told) console.log(`  ${stage} …`);
    told = stage;
  }
  return last ?? (await handle);
}

/** An import is followed by a run that ranks what it brought; a cohort has one such run at a time. */
async function othersToEnd(cohort, signal) {
  for (const { id } of await almanac.runs.list(cohort, { limit: 5 }, { signal }).toArray({ limit: 5 })) {
    for await (const event of almanac.runs.watch(cohort, id, { signal })) if (event.type === 'end') break;
  }
}

function stars(value) {
  return typeof value === 'number' ? value.toFixed(2) : '';
}

/**
 * Letterboxd's import format. The order is the rank. Without ratings and dates: those would go into the importer's own diary
 * (letterboxd.com/about/importing-data).
 */
function letterboxdList(films) {
  const columns = ['LetterboxdURI', 'tmdbID', 'imdbID', 'Title', 'Year', 'Directors'];
  const rows = films.map((film) => [
    film.lid && `https://boxd.it/${film.lid}`,
    film.media_type === 'movie' ? film.tmdb_id : null,
    film.imdb_id,
    film.title,
    film.release_year,
    film.directors.map(({ name }) => name).join(', '),
  ]);
  return stringify([columns, ...rows]);
}
