/** The frame of a long-running role: it says when it is ready, and stops in order when it is asked to. */
import { type Command, Option } from 'commander';
import { createShutdown, type Shutdown } from '../ops/shutdown.ts';
import { loadSettings } from '../settings/index.ts';
import { type OpenOptions, openStores, type Stores } from './context.ts';
import { aborted, interruption } from './interrupt.ts';
import { createLog } from './log.ts';

/** What a role tells its supervisor when it can work. */
export interface Ready {
  ready: true;
  /** What a person wants to know of it, such as its address. */
  detail: string;
}

/** What a role opens its stores with, and how it stops. */
export interface RoleNeeds extends Pick<OpenOptions, 'poolSize' | 'statementTimeoutMs'> {
  /** Comes on top of the grace. */
  drainMs?: number;
}

/** Longer than a worker's grace, so that it is never cut off while it puts its tasks back. */
const GRACE_MS = 20_000;

export interface RoleOptions {
  supervised?: boolean;
}

/** The flag that a supervisor starts its roles with. */
export const SUPERVISED = '--supervised';

export function addRoleOptions(command: Command): Command {
  return command.addOption(new Option(SUPERVISED).hideHelp());
}

/**
 * Opens the stores, has `start` begin the role's work and register how it ends, and waits until it is asked to stop.
 * Ends the process.
 * @param start resolves to what is told when ready
 */
export async function runRole(
  role: string,
  { supervised = false }: RoleOptions,
  needs: (settings: Stores['settings']) => RoleNeeds,
  start: (stores: Stores, shutdown: Shutdown) => Promise<string>,
): Promise<void> {
  const signal = interruption({ supervised });
  const settings = loadSettings();
  const log = createLog(settings.log.level, role);
  const { drainMs = 0, ...open } = needs(settings);
  const stores = await openStores({ role, schema: 'refuse', settings, log, ...open });
  const shutdown = createShutdown({ log, graceMs: drainMs + GRACE_MS, exit: (code) => process.exit(code) });
  shutdown.on('stores', 'stores', () => stores.close());
  try {
    const detail = await start(stores, shutdown);
    log.info(`ready: ${detail}`);
    if (supervised) process.send?.({ ready: true, detail } satisfies Ready);
  } catch (error) {
    process.stderr.write(`almanac: ${error instanceof Error ? error.message : String(error)}\n`);
    return shutdown.run('it could not start', 1);
  }
  return shutdown.run(await aborted(signal));
}
