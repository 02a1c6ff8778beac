/** Collects who met a limit, and notes it now and then: whoever asks too much must not cost a statement each time. */
import { type Database, noteRefusals, REFUSED_KINDS, type Refusals, type RefusedKind } from '@cohort-almanac/db';
import type { Logger } from 'pino';
import { networkOf } from '../middleware/caller.ts';

const FLUSH_MS = 5_000;
/** Callers between two notes; what more there are is lost. */
const MOST_CALLERS = 1_000;
/** As the limiter's keys are written: `token:7`, `writes:ip:192.0.2.1`, `upload:user:3`. */
const KEY = /^(?:([\w-]+):)?(token|session|user|ip):(.+)$/;

export interface RefusalLog {
  /** Called with the limiter's key on every refusal. */
  note(key: string): void;
  /** Writes what was collected, at once. */
  flush(): Promise<void>;
}

export function refusalLog(db: Database, log: Logger, flushMs = FLUSH_MS): RefusalLog {
  let collected = new Map<string, Refusals>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const all = [...collected.values()];
    collected = new Map();
    if (all.length === 0) return;
    await noteRefusals(db, all).catch((err: Error) => log.warn({ err }, 'who met a limit was not noted'));
  }

  return {
    note(key) {
      const caller = refusedCaller(key);
      if (caller === null) return;
      const id = `${caller.budget} ${caller.kind} ${caller.name}`;
      const known = collected.get(id);
      if (known) known.refused += 1;
      else if (collected.size < MOST_CALLERS) collected.set(id, { ...caller, refused: 1 });
      timer ??= setTimeout(flush, flushMs).unref();
    },
    flush,
  };
}

/** Who a key of the limiter counts, without what tells one person from another; null for what counts nobody. */
export function refusedCaller(key: string): Omit<Refusals, 'refused'> | null {
  const [, budget = 'reads', kind, name] = KEY.exec(key) ?? [];
  if (kind === undefined || name === undefined) return null;
  if (kind === 'ip') return { budget, kind: 'network', name: networkOf(name) };
  return REFUSED_KINDS.includes(kind as RefusedKind) ? { budget, kind: kind as RefusedKind, name } : null;
}
