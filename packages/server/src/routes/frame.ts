/** The operations that need no cohort: health, the contract itself, and what explains it. */
import { entityTag } from '../middleware/conditional-get.ts';
import type { Contract } from '../openapi/compile.ts';
import type { Handlers } from '../openapi/types.ts';
import type { Draining } from '../ops/drain.ts';
import { loadAssets } from '../pages/assets.ts';
import { REFERENCE_POLICY, renderReference } from '../pages/reference/index.ts';
import type { HealthService } from '../services/types.ts';

type FrameRoutes = Pick<Handlers, 'getLiveness' | 'getReadiness' | 'getContract' | 'getReference' | 'explainProblem'>;

const STOPPING = { name: 'process', ok: false, detail: 'It is about to stop, and wants no more requests.' };

const stylesheets = () => {
  const assets = loadAssets();
  return [assets['almanac.css'].href, assets['reference.css'].href];
};
const KEPT = { 'Cache-Control': 'public, no-cache' };

export function frameRoutes(
  health: HealthService,
  { text, document }: Pick<Contract, 'text' | 'document'>,
  drain?: Pick<Draining, 'begun'>,
): FrameRoutes {
  const tag = entityTag(text);
  // Nobody may ever ask for it.
  let reference: { page: string; tag: string } | undefined;
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
      return { status: 200, body: text, headers: { ...KEPT, ETag: tag } };
    },

    async getReference() {
      if (!reference) {
        const page = renderReference(document, stylesheets());
        reference = { page, tag: entityTag(page) };
      }
      const headers = { ...KEPT, ETag: reference.tag, 'Content-Security-Policy': REFERENCE_POLICY };
      return { status: 200, body: reference.page, headers };
    },

    async explainProblem({ params }) {
      return { status: 303, body: undefined, headers: { Location: `/docs#problem-${params.code}` } };
    },
  };
}
