/** The log: on stderr, JSON lines for programs, readable on a terminal. */
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { logOptions } from '../ops/log-safety.ts';
import type { Settings } from '../settings/index.ts';

export type LogLevel = Settings['log']['level'];

export function createLog(level: LogLevel, role: string): Logger {
  const stream = process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname,role', messageFormat: '[{role}] {msg}' })
    : pino.destination({ dest: 2, sync: true });
  return pino(logOptions(level, role), stream);
}

/** A command tells its progress by itself, so of the log only what needs attention is shown, unless more was asked for. */
export function quiet(level: LogLevel): LogLevel {
  return level === 'info' ? 'warn' : level;
}
