/**
 * What server and pipeline say to each other: the states of a run, the stages it goes through, and why a task can fail.
 * Both sides read and write these words in Postgres; the queue carries only task ids.
 */

export const RUN_STATES = ['queued', 'running', 'succeeded', 'partial', 'failed', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A run in one of these states is the cohort's only active one; imports go on beside it. */
export const ACTIVE_RUN_STATES = ['queued', 'running'] as const satisfies readonly RunState[];

/**
 * `sync` does everything; `refresh` only looks who belongs to the cohort; `compute` ranks anew what is stored; `import` takes in
 * an export that was uploaded.
 */
export const RUN_KINDS = ['sync', 'refresh', 'compute', 'import'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export const TASK_STATES = ['queued', 'running', 'succeeded', 'failed', 'stopped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_KINDS = ['refresh', 'collect', 'compute', 'publish', 'enrich', 'import'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/**
 * The stages of each kind of run, in order; a run's `stage` is an index into its list. A sync publishes twice:
 * once as soon as the ratings are there, and again when the films are known.
 */
export const STAGES: Readonly<Record<RunKind, readonly TaskKind[]>> = {
  sync: ['refresh', 'collect', 'compute', 'publish', 'enrich', 'compute', 'publish'],
  refresh: ['refresh'],
  compute: ['compute', 'publish'],
  import: ['import'],
};

/**
 * Why a task failed. `markup_changed`, `too_old`: the page is not what it should be. `blocked`: a challenge stands before
 * it. `private`, `forbidden`, `not_found`: the site's answer. `robots`: its robots.txt forbids the page or can't be read.
 * `throttled`: asked to wait (costs no attempt). `network`: no usable answer. `gate`: the numbers contradict each other.
 * `refused`: what was uploaded is no export, or not one that may be taken in. `crashed`: the worker died with it too often.
 * `internal`: our own fault.
 */
export const ERROR_KINDS = [
  'markup_changed',
  'too_old',
  'blocked',
  'private',
  'forbidden',
  'not_found',
  'robots',
  'throttled',
  'network',
  'gate',
  'refused',
  'crashed',
  'internal',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Where a row comes from, as design and coverage name it. */
export const SOURCES = ['export', 'rss', 'pages', 'crawl'] as const;
export type Source = (typeof SOURCES)[number];
