/** The operations that need no cohort: health and the contract itself. */
import { entityTag } from '../middleware/conditional-get.ts';
import type { Handlers } from '../openapi/types.ts';
import type { Drain } from '../ops/drain.ts';
import type { HealthService } from '../services/types.ts';

type FrameRoutes = Pick<Handlers, 'getLiveness' | 'getReadiness' | 'getContract'>;

const STOPPING = { name: 'process', ok: false, detail: 'It is about to stop, and wants no more requests.' };

export function frameRoutes(health: HealthService, contractText: string, drain?: Pick<Drain, 'begun'>): FrameRoutes {
  const tag = entityTag(contractText);
  return {
    async getLiveness() {
      return { status: 200, body: { status: 'ok' }, headers: { 'Cache-Control': 'no-store' } };
    },

    async getReadiness() {
      const services = (await health.check()).map(({ name, ok, detail }) => ({ name, ok, detail }));
      const checks = drain?.begun ? [STOPPING, ...services] : services;
      const headers = { 'Cache-Control': 'no-store' };
      return checks.every(({ ok }) => ok)
        ? { status: 200, body: { status: 'ready', checks }, headers }
        : { status: 503, body: { status: 'unavailable', checks }, headers };
    },

    async getContract() {
      return { status: 200, body: contractText, headers: { ETag: tag, 'Cache-Control': 'public, no-cache' } };
    },
  };
}
