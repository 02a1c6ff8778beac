/** Enrich: asks about a batch of films, a few at a time, and stores what was learnt together. */
import {
  type Advance,
  type FilmDetails,
  type FilmToEnrich,
  filmsToEnrich,
  holdLease,
  saveCheckpoint,
  storeFilmDetails,
  type Task,
} from '@cohort-almanac/db';
import PQueue from 'p-queue';
import { enrichFilm } from '../enrich/film.ts';
import type { TaskError } from '../errors.ts';
import { count } from '../sources/client.ts';
import type { Ask } from '../sources/letterboxd.ts';
import type { Attempt, JobContext, Sources } from './context.ts';
import { finishTask } from './finish.ts';

/** Films of one batch that are asked about at the same time; the site's pace is kept apart from this. */
const CONCURRENCY = 4;

export interface BatchResult {
  details: FilmDetails[];
  failures: { film: FilmToEnrich; error: TaskError }[];
}

/** Asks about these films; one that fails doesn't keep the others from being known. */
export async function enrichFilms(
  sources: Sources,
  films: readonly FilmToEnrich[],
  ask: Ask,
  options: { force?: boolean } = {},
): Promise<BatchResult> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const result: BatchResult = { details: [], failures: [] };
  await queue.addAll(
    films.map((film) => async () => {
      const { details, error } = await enrichFilm(sources, film, ask, options);
      if (details.checked.length > 0) result.details.push(details);
      if (error) result.failures.push({ film, error });
    }),
  );
  return result;
}

export async function enrich(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  // On another try only those are asked about that are still unknown.
  const films = await filmsToEnrich(context.db, task.film_ids ?? []);
  const { details, failures } = await enrichFilms(context.sources, films, attempt);
  const passing = failures.find(({ error }) => error.retry !== 'never');
  if (details.length > 0) {
    const counters = { ...attempt.counters };
    count(counters, 'films_enriched', details.length);
    await context.db.transaction(async (tx) => {
      await holdLease(tx, task);
      await storeFilmDetails(tx, details, new Date());
      await saveCheckpoint(tx, task, null, counters);
    });
    Object.assign(attempt.counters, counters);
  }
  if (passing) throw passing.error;
  const [first] = failures;
  return finishTask(context, task, attempt, {
    failure: first && {
      kind: first.error.kind,
      message: `${failures.length} of ${films.length} films failed; the first: ${first.error.message}`,
    },
  });
}
