/** Where the code runs, and what may be done there. */
import { SecretTokenError } from '../core/errors.ts';

interface Surroundings {
  document?: unknown;
  importScripts?: unknown;
  navigator?: { userAgent?: string };
}

/** A page, or a worker of one; not Deno, Bun, Node or a worker at the edge. */
function isBrowser(): boolean {
  const { document, importScripts, navigator } = globalThis as Surroundings;
  return document !== undefined || (typeof importScripts === 'function' && /^Mozilla/.test(navigator?.userAgent ?? ''));
}

/** Throws `SecretTokenError` for a secret token in a browser. */
export function refuseSecret(token: string | undefined): void {
  if (token?.startsWith('alm_sk_') && isBrowser()) {
    throw new SecretTokenError(
      'Every visitor of a page can read its token (alm_sk_…): use a publishable one (alm_pk_…).',
    );
  }
}
