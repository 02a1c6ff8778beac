/** Showing how far a run is: a bar on a terminal, plain lines otherwise. All of it on stderr. */
import type { TaskKind } from '@cohort-almanac/core';
import type { RunReport } from '@cohort-almanac/db';
import cliProgress from 'cli-progress';
import { integer, note } from './output.ts';

export interface Progress {
  update(run: RunReport): void;
  /** Takes the bar away. */
  end(): void;
}

/** What a stage does, for people, and in what it is counted. */
const STAGE: Readonly<Record<TaskKind, { does: string; unit: string }>> = {
  refresh: { does: 'finding the members', unit: '' },
  collect: { does: 'collecting', unit: 'members' },
  compute: { does: 'ranking', unit: '' },
  publish: { does: 'publishing', unit: '' },
  enrich: { does: 'asking about films', unit: 'batches' },
  import: { does: 'taking in an export', unit: '' },
};

interface Look {
  stage: number;
  does: string;
  unit: string;
  done: number;
  total: number;
  requests: number;
}

/** What a report says of the stage that the run is at. */
export function look(run: RunReport): Look {
  const { kind, tasks } = run.stages[run.stage]!;
  const open = tasks.queued + tasks.running;
  const done = tasks.succeeded + tasks.failed + tasks.stopped;
  return { stage: run.stage, ...STAGE[kind], done, total: open + done, requests: run.counters.requests ?? 0 };
}

export function openProgress(): Progress {
  return process.stderr.isTTY ? new Bar() : new Lines();
}

class Bar implements Progress {
  readonly #bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{does} {bar} {value}/{total} {unit}  {requests} requests',
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
    },
    cliProgress.Presets.shades_classic,
  );
  #stage = -1;

  update(run: RunReport): void {
    const { stage, done, total, does, unit, requests } = look(run);
    const payload = { does: does.padEnd(19), unit, requests: integer(requests) };
    if (stage !== this.#stage) {
      this.#bar.stop();
      this.#bar.start(total, done, payload);
      this.#stage = stage;
    }
    this.#bar.setTotal(total);
    this.#bar.update(done, payload);
  }

  end(): void {
    this.#bar.stop();
  }
}

/** Lines a stage, besides its first. */
const STEPS = 10;

class Lines implements Progress {
  #told = '';

  update(run: RunReport): void {
    const { stage, does, unit, done, total, requests } = look(run);
    const step = total === 0 ? 0 : Math.floor((done / total) * STEPS);
    const key = `${stage} ${unit === '' ? '' : step}`;
    if (key === this.#told || (unit !== '' && total === 0)) return;
    this.#told = key;
    note(unit === '' ? `${does} …` : `${does} ${done}/${total} ${unit}, ${integer(requests)} requests so far`);
  }

  end(): void {}
}
