/** Load on a server: so many connections, each asking again as soon as it is answered. */
import autocannon from 'autocannon';
import { percentile, rounded } from './figures.ts';

export interface Load {
  requests_per_second: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** Answers other than 2xx, and connections that broke. */
  failures: number;
}

/**
 * Asks for the paths that `next` gives, one after the other over all connections, which several servers share as behind a
 * balancer.
 */
export async function load(
  urls: string | readonly string[],
  next: () => string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const servers = [urls].flat();
  const times: number[] = [];
  const ask = async (url: string) => {
    const result = await new Promise<autocannon.Result>((done, failed) => {
      const running = autocannon(
        {
          url,
          connections: Math.ceil(connections / servers.length),
          duration: seconds,
          requests: [{ setupRequest: (request) => ({ ...request, path: next() }) }],
        },
        (error: Error | null, found) => (error ? failed(error) : done(found)),
      );
      running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
    });
    return { duration: result.duration, failures: result.non2xx + result.errors + result.timeouts };
  };
  const results = await Promise.all(servers.map(ask));
  return {
    requests_per_second: Math.round(times.length / Math.max(...results.map(({ duration }) => duration))),
    p50_ms: rounded(percentile(times, 0.5)),
    p95_ms: rounded(percentile(times, 0.95)),
    p99_ms: rounded(percentile(times, 0.99)),
    failures: results.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Of several loads of the same kind the median of each figure; failures add up. */
export function medianLoad(loads: readonly Load[]): Load {
  const of = (figure: keyof Load) =>
    percentile(
      loads.map((one) => one[figure]),
      0.5,
    );
  return {
    requests_per_second: of('requests_per_second'),
    p50_ms: of('p50_ms'),
    p95_ms: of('p95_ms'),
    p99_ms: of('p99_ms'),
    failures: loads.reduce((sum, one) => sum + one.failures, 0),
  };
}
