/** Counts of requests, by which checks prove what was asked of the site and how fast. */
import type { PageKind } from './route.ts';

/** The body of `GET /__stats`. */
export interface SandboxStats {
  /** Requests by page kind and HTTP status. */
  kinds: Partial<Record<PageKind, Record<string, number>>>;
  /** Requests by second, as seconds since 1970. */
  seconds: Record<string, number>;
  /** Requests by path without query; only when asked for. */
  paths?: Record<string, number>;
}

export class Counters {
  private readonly kinds: SandboxStats['kinds'] = {};
  private readonly seconds = new Map<number, number>();
  private readonly paths = new Map<string, number>();

  count(kind: PageKind, status: number, path: string, now: number): void {
    this.kinds[kind] ??= {};
    const statuses = this.kinds[kind];
    statuses[status] = (statuses[status] ?? 0) + 1;
    const second = Math.floor(now / 1000);
    this.seconds.set(second, (this.seconds.get(second) ?? 0) + 1);
    this.paths.set(path, (this.paths.get(path) ?? 0) + 1);
  }

  /** A copy of the counts; with `paths` when asked for. */
  stats(withPaths = false): SandboxStats {
    return structuredClone({
      kinds: this.kinds,
      seconds: Object.fromEntries(this.seconds),
      ...(withPaths ? { paths: Object.fromEntries(this.paths) } : {}),
    });
  }
}
