/** How long something takes, in the steps in which an element speaks of it. */
import { SLOW_MS, type Slow } from '../internal/parts/states.ts';

export class Patience {
  /** 0 not long, 1 noticed, 2 too long. */
  slow: Slow = 0;

  readonly #tell: () => void;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** `tell` is called at each step. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  start(): void {
    this.stop();
    this.#timers = SLOW_MS.map((ms, i) =>
      setTimeout(() => {
        this.slow = (i + 1) as Slow;
        this.#tell();
      }, ms),
    );
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.slow = 0;
  }
}
