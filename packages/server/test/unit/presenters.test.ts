import { ATTRIBUTION } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import { presentCohort } from '../../src/presenters/cohort.ts';
import { presentInsights, presentRankingPage, presentRankingRow } from '../../src/presenters/rankings.ts';
import { presentRun, stageState } from '../../src/presenters/run.ts';
import { serializeListOnce } from '../../src/presenters/serialize.ts';
import { presentStats } from '../../src/presenters/stats.ts';
import { cohort, film, published, rankingPage, run, version } from './support/data.ts';

const nothing = { read: true, edit: false, sync: false, own: false };
const insider = { ...nothing, see_names: true };
const outsider = { ...nothing, see_names: false };

describe('names of members', () => {
  const stats = { version: version(), coverage: published.coverage, last_run: run(), last_synced_at: null };
  const answers = (rights: typeof insider) =>
    JSON.stringify([presentCohort(cohort(), rights), presentRun(run(), rights), presentStats(cohort(), stats, rights)]);

  it('never reach who may not see them', () => {
    expect(answers(outsider)).not.toContain('secret');
  });

  it('reach who may', () => {
    for (const name of ['secret-seed', 'secret-owner', 'secret-member']) expect(answers(insider)).toContain(name);
  });
});

describe('presentCohort', () => {
  it('shows what is set of the parameters, and null for the rest', () => {
    expect(presentCohort(cohort(), outsider).parameters).toEqual({
      m: 7,
      baseline: null,
      floor: null,
      tau: null,
      alpha: null,
      beta: null,
    });
  });
});

describe('presentRankingRow', () => {
  it('gives ids and names of people, and leaves out what only filters need', () => {
    const row = presentRankingRow(film());
    expect(row.directors).toEqual([{ id: 5, name: 'Fritz Lang' }]);
    expect(row).not.toHaveProperty('actors');
    expect(row).not.toHaveProperty('watchers_percentile');
    expect(row).not.toHaveProperty('letterboxd_id');
  });
});

describe('presentInsights', () => {
  const common = { ...published, strategy: 'bayesian', timeframe: 'all' } as const;

  it('keeps positive and negative divergence apart', () => {
    const entry = { value: 1.2, divergence_se: 0.1, film: film() };
    const page = presentInsights({ ...common, surface: 'divergence', positive: [entry], negative: [] });
    expect(page).toMatchObject({ positive: [{ value: 1.2, film: { film_id: 10 } }], negative: [] });
  });

  it('groups films by bucket', () => {
    const group = { bucket: 'Hidden gem', total: 4, films: [film()] } as const;
    const page = presentInsights({ ...common, surface: 'buckets', items: [group] });
    expect(page).toMatchObject({ items: [{ bucket: 'Hidden gem', total: 4, films: [{ title: 'M' }] }] });
  });

  it('carries coverage, version and attribution', () => {
    const page = presentInsights({ ...common, surface: 'favorites', items: [] });
    expect(page).toMatchObject({
      ranking_version: 3,
      computed_at: '2026-11-22T19:40:00.000Z',
      attribution: ATTRIBUTION,
      coverage: { members: 12, oldest_observed_at: '2026-11-20T10:00:00.000Z', newest_observed_at: null },
    });
  });
});

describe('presentStats', () => {
  it('is all zero before the first version', () => {
    const empty = { version: null, coverage: published.coverage, last_run: null, last_synced_at: null };
    expect(presentStats(cohort({ current_version_id: null }), empty, outsider)).toMatchObject({
      films: 0,
      ratings: 0,
      mean: null,
      histogram: new Array(10).fill(0),
      parameters: null,
      ranking_version: null,
      last_run: null,
      freshness: { as_of: null, computed_at: null, last_synced_at: null },
    });
  });
});

describe('stageState', () => {
  const zero = { queued: 0, running: 0, succeeded: 0, failed: 0, stopped: 0 };
  const state = (tasks: Partial<typeof zero>, runState: 'queued' | 'running' | 'succeeded' | 'failed', stage: number) =>
    stageState(
      {
        state: runState,
        stage,
        stages: [{ kind: 'enrich', tasks: { ...zero, ...tasks }, seconds: null, counters: {} }],
      },
      0,
    );

  it.each([
    ['waits while the run is queued', { queued: 2 }, 'queued', 0, 'waiting'],
    ['runs while a task is left', { succeeded: 5, queued: 1 }, 'running', 0, 'running'],
    ['has succeeded when all have', { succeeded: 5 }, 'running', 1, 'succeeded'],
    ['is partial when some failed', { succeeded: 5, failed: 1 }, 'running', 1, 'partial'],
    ['has failed when all did', { failed: 3 }, 'failed', 0, 'failed'],
    ['is stopped when a task was', { succeeded: 1, stopped: 1 }, 'running', 0, 'stopped'],
    ['had nothing to do and was passed', {}, 'running', 2, 'succeeded'],
    ['had nothing to do at the end', {}, 'succeeded', 0, 'succeeded'],
    ['was never reached', {}, 'failed', 0, 'waiting'],
  ] as const)('%s', (_what, tasks, runState, stage, expected) => {
    expect(state(tasks, runState, stage)).toBe(expected);
  });
});

describe('serializeListOnce', () => {
  const write = (page: ReturnType<typeof rankingPage>) =>
    serializeListOnce(page, presentRankingPage, presentRankingRow);

  it('writes what JSON.stringify would', () => {
    for (const items of [[], [film()], [film(), film({ film_id: 2, title: 'Quote " and \u2028' })]]) {
      const page = rankingPage({ items });
      expect(write(page).bytes.toString()).toBe(JSON.stringify(presentRankingPage(page)));
    }
  });

  it('writes the same page once, and a row that it shares with another page anew with that one', () => {
    const items = [film()];
    const page = rankingPage({ items });
    expect(write(page)).toBe(write(page));
    const other = rankingPage({ items, total: 7 });
    expect(JSON.parse(write(other).bytes.toString())).toEqual(presentRankingPage(other));
  });
});
