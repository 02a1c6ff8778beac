/** Whether what the almanac stands on answers. */
import { type Coordination, countWorkers, type Database, pendingMigrations } from '@cohort-almanac/db';
import type { HealthCheck, HealthService } from './types.ts';

const DEADLINE_MS = 2_000;

export function healthService(db: Database, coordination: Coordination): HealthService {
  const checks: Record<string, () => Promise<Omit<HealthCheck, 'name'>>> = {
    async database() {
      const pending = await pendingMigrations(db);
      if (pending.length === 0) return { ok: true, detail: null };
      return { ok: false, detail: `The schema is ${pending.length} migrations behind. Run "almanac migrate".` };
    },
    async coordination() {
      await coordination.cache.set('health', 'ok', 10);
      const answers = (await coordination.cache.get('health')) !== null;
      const detail = answers ? coordination.mode : `${coordination.mode} does not answer; reading goes on without it.`;
      // Reading works without it, so a Redis that is down must not take the api out of service.
      return { ok: true, detail };
    },
    async workers() {
      const workers = await countWorkers(db);
      return { ok: true, detail: workers === 0 ? 'No worker is running: syncs wait.' : `${workers} running` };
    },
  };

  return {
    check() {
      return Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          let timer: NodeJS.Timeout | undefined;
          const deadline = new Promise<Omit<HealthCheck, 'name'>>((resolve) => {
            timer = setTimeout(
              () => resolve({ ok: false, detail: `No answer within ${DEADLINE_MS / 1000} s.` }),
              DEADLINE_MS,
            );
          });
          const result = check().catch(() => ({ ok: false, detail: 'It does not answer.' }));
          const { ok, detail } = await Promise.race([result, deadline]);
          clearTimeout(timer);
          return { name, ok, detail };
        }),
      );
    },
  };
}
