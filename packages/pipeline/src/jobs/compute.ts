/** Compute: statistics, rankings and insights of a cohort, written under a new version; and publish, which shows it. */
import {
  defaultParameters,
  type FilmStats,
  filmStatistics,
  gate,
  rankAndLabel,
  type ScoringParameters,
  STRATEGIES,
} from '@cohort-almanac/core';
import {
  type Advance,
  type CohortAggregates,
  clearRecompute,
  findCohort,
  lastVersionOfRun,
  publishVersion,
  readAggregates,
  type Task,
  tellOfPublication,
  touchOtherCohorts,
  type VersionContent,
  type VersionSummary,
  writeVersion,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import type { Attempt, JobContext } from './context.ts';
import { finishTask } from './finish.ts';

/** Everything that a version holds, from a cohort's aggregates; pure. `violations` is what the gate found wrong. */
export function computeVersion(
  aggregates: CohortAggregates,
  parameters: ScoringParameters,
  asOf: string,
): { content: VersionContent; summary: VersionSummary; violations: string[] } {
  const stats = filmStatistics(aggregates.films);
  const rankings = STRATEGIES.map((strategy) => rankAndLabel(strategy, stats, parameters, asOf));
  const summary = summarise(stats);
  const violations = gate({ aggregates: aggregates.films, stats, rankings, ratings: aggregates.ratings });
  return { content: { stats, rankings }, summary, violations };
}

function summarise(stats: readonly FilmStats[]): VersionSummary {
  const histogram = Array.from({ length: 10 }, () => 0);
  const total = { likes: 0, likes_only: 0, films: 0 };
  for (const film of stats) {
    film.histogram.forEach((n, i) => {
      histogram[i]! += n;
    });
    total.likes += film.likes_count;
    total.likes_only += film.likes_only_count;
    if (film.watchers > 0) total.films += 1;
  }
  const ratings = histogram.reduce((sum, n) => sum + n, 0);
  const halfStars = histogram.reduce((sum, n, i) => sum + n * (i + 1), 0);
  return { ...total, ratings, mean: ratings === 0 ? null : halfStars / 2 / ratings, histogram };
}

export async function compute(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const cohort = (await findCohort(context.db, task.cohort_id))!;
  await clearRecompute(context.db, task.cohort_id);
  const aggregates = await context.db.transaction((tx) => readAggregates(tx, task.cohort_id), {
    isolation: 'repeatable read',
  });
  const parameters = { ...defaultParameters(aggregates.coverage.members_with_data), ...cohort.parameters };
  const { content, summary, violations } = computeVersion(aggregates, parameters, task.as_of);
  if (violations.length > 0) {
    throw new TaskError('gate', `The numbers contradict each other: ${violations.slice(0, 5).join(' ')}`);
  }
  return finishTask(context, task, attempt, {
    store: async (tx) => {
      await writeVersion(
        tx,
        {
          cohort_id: cohort.id,
          run_id: task.run_id,
          stage: task.stage,
          as_of: task.as_of,
          parameters,
          coverage: aggregates.coverage,
          summary,
        },
        content,
      );
    },
  });
}

export async function publish(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const version = await lastVersionOfRun(context.db, task.run_id);
  if (!version) throw new TaskError('internal', `Run ${task.run_id} has no version to publish.`);
  const advance = await finishTask(context, task, attempt, {
    store: async (tx) => {
      await touchOtherCohorts(tx, task.run_id, task.cohort_id);
      await publishVersion(tx, version.id);
      await tellOfPublication(tx, task.cohort_id, version.id);
    },
  });
  await context.coordination.events.publish(`cohort:${task.cohort_id}`, {
    type: 'published',
    ranking_version: version.id,
  });
  return advance;
}
