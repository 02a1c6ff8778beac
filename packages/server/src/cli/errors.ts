/** What a command says when it can't do its work, and the exit code that goes with it. */
import { ProblemError } from '../problem-error.ts';
import { SettingsError } from '../settings/index.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** It could not be done; the message says why and what to do. Exit code 1. */
export class Failure extends Error {
  override name = 'Failure';
}

/** It was asked for in a way that makes no sense; the message names the flag or argument. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** It ends with this code; what there is to say has been printed. */
export class Exit extends Error {
  override name = 'Exit';
  constructor(readonly code: number) {
    super(`exit code ${code}`);
  }
}

/** The lines for stderr and the exit code of whatever a command threw. */
export function explain(error: unknown): { lines: string[]; code: number } {
  if (error instanceof Exit) return { lines: [], code: error.code };
  if (error instanceof UsageError) return { lines: [error.message], code: EXIT.usage };
  if (error instanceof SettingsError) return { lines: [...error.problems], code: EXIT.failed };
  if (error instanceof Failure || error instanceof ProblemError) return { lines: [error.message], code: EXIT.failed };
  const message = error instanceof Error ? error.message || error.name : String(error);
  const stack = process.env.LOG_LEVEL === 'debug' && error instanceof Error ? [error.stack ?? ''] : [];
  return { lines: [message, ...stack], code: EXIT.failed };
}
