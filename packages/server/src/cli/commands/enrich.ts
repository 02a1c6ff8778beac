import { filmsToEnrich, nextFilmsToEnrich, storeFilmDetails, touchCohortsWithFilms } from '@cohort-almanac/db';
import type { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { type CommandContext, withContext } from '../context.ts';
import { Failure, UsageError } from '../errors.ts';
import { filmOf } from '../film-argument.ts';
import { integer, note, print, printJson } from '../output.ts';
import { ENRICH_BATCH, openJobs } from '../pipeline.ts';

interface EnrichOptions {
  film?: string;
  limit?: number;
  force?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .option('--film <film>', 'one film, by its slug, lid or film id')
    .option('--limit <n>', 'at most so many films, the most watched first', wholeNumber(1, 1_000_000))
    .option('--force', 'ask again also about what is known; without --film and --limit about every film')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nA sync does this too. Run `almanac compute COHORT` afterwards to rank with what is new.')
    .action(async (options: EnrichOptions) => {
      if (options.film !== undefined && options.limit !== undefined)
        throw new UsageError('--film and --limit exclude each other.');
      await withContext('enrich', (context) => enrich(context, options));
    });
}

async function enrich(context: CommandContext, { film, limit, force = false, json }: EnrichOptions): Promise<void> {
  const { db, signal, settings } = context;
  const { enrichFilms } = await import('@cohort-almanac/pipeline');
  const one = film === undefined ? null : await filmOf(db, film);
  const jobs = await openJobs(context);
  const { asks } = jobs.limits;
  if (!jobs.sources.tmdb)
    note('No TMDB token is set: nothing is asked of TMDB. Set TMDB_TOKEN for posters and credits.');
  const most = limit ?? (force ? null : settings.tmdb.films_per_run);
  const counters: Record<string, number> = {};
  const failures: { film: string; error: string; message: string }[] = [];
  let enriched = 0;
  let ids: number[] = [];
  try {
    ids = one ? [one.film_id] : await nextFilmsToEnrich(db, most, { force, asks });
    for (let begin = 0; begin < ids.length && !signal.aborted; begin += ENRICH_BATCH) {
      const batch = ids.slice(begin, begin + ENRICH_BATCH);
      const films = await filmsToEnrich(db, batch, { force });
      const result = await enrichFilms(jobs.sources, films, { counters, signal }, { force });
      await db.transaction(async (tx) => {
        await storeFilmDetails(tx, result.details, new Date());
        await touchCohortsWithFilms(tx, batch);
      });
      enriched += result.details.length;
      failures.push(
        ...result.failures.map(({ film: { slug, title }, error }) => ({
          film: slug ?? title,
          error: error.kind,
          message: error.message,
        })),
      );
      if (ids.length > ENRICH_BATCH)
        note(`asked about ${Math.min(begin + ENRICH_BATCH, ids.length)}/${ids.length} films`);
    }
  } finally {
    await jobs.close();
  }
  if (json) printJson({ films: ids.length, enriched, requests: counters.requests ?? 0, failures });
  else if (ids.length === 0) print('Every film is known. `--force` asks again, with `--film FILM` about one.');
  else
    print(
      `${integer(enriched)} of ${integer(ids.length)} films enriched with ${integer(counters.requests ?? 0)} requests.`,
    );
  if (signal.aborted) throw new Failure('Stopped. What was learnt is stored; run it again to go on.');
  if (failures.length === 0) return;
  for (const { film: name, error, message } of failures.slice(0, 5)) note(`${name}: ${error}: ${message}`);
  if (enriched === 0) throw new Failure(`Nothing could be learnt: ${failures.length} films failed.`);
  note(`Warning: ${failures.length} films failed.`);
}
