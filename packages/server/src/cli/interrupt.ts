/** Being asked to stop: Ctrl-C, SIGTERM, or the death of the process that supervises this one. */

/** Ctrl-C under npm comes twice, from the terminal and from npm; only a later one is a person who won't wait. */
const SAME_PRESS_MS = 1_000;

const controller = new AbortController();
let since: number | null = null;

function stop(reason: string): void {
  if (since === null) {
    since = performance.now();
    controller.abort(reason);
  } else if (performance.now() - since > SAME_PRESS_MS) {
    process.exit(1);
  }
}

let listening = false;

/**
 * The signal of this process that aborts at the first SIGINT or SIGTERM; another, a second later, ends the process at once.
 * A supervised process also stops when its supervisor is gone.
 */
export function interruption({ supervised = false } = {}): AbortSignal {
  if (listening) return controller.signal;
  listening = true;
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stop(name));
  if (supervised) {
    const orphaned = () => since === null && stop('the supervisor is gone');
    process.once('disconnect', orphaned);
    // It may have gone before anybody listened.
    if (!process.connected) orphaned();
  }
  return controller.signal;
}

/** Resolves when the signal aborts, to its reason. */
export function aborted(signal: AbortSignal): Promise<string> {
  if (signal.aborted) return Promise.resolve(String(signal.reason));
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(String(signal.reason)), { once: true });
  });
}

/** Waits; returns early, without an error, when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
