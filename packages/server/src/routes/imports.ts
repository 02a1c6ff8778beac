/** The operations on exports that are uploaded. */
import type { Handlers } from '../openapi/types.ts';
import { importGrant, mayReadImport } from '../policies/imports.ts';
import { presentRun } from '../presenters/run.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services, Viewer } from '../services/types.ts';
import { seenBy } from './seen.ts';

type ImportRoutes = Pick<Handlers, 'importExport' | 'getImport'>;

export function importRoutes({
  cohorts,
  accounts,
  imports,
}: Pick<Services, 'cohorts' | 'accounts' | 'imports'>): ImportRoutes {
  const seen = seenBy(cohorts);

  async function grantOf(viewer: Viewer, idOrLabel: string, member: string | undefined) {
    const { cohort, rights, role } = await seen.find(viewer, idOrLabel);
    const user = viewer.user_id === null ? null : await accounts.find(viewer.user_id);
    const own = user?.letterboxd_username ?? null;
    const grant = importGrant(viewer, rights, role, { own, member: member ?? null });
    if (grant === 'role') {
      throw new ProblemError(
        'forbidden',
        'Only who has a role in the cohort may upload an export; ask for one, or for a link.',
      );
    }
    if (grant === 'name') {
      throw new ProblemError(
        'forbidden',
        'A viewer may upload their own export only. Say your Letterboxd name in your account first.',
      );
    }
    return { cohort, grant };
  }

  return {
    async importExport({ body, viewer }) {
      const { cohort, grant } = await grantOf(viewer, body.fields.cohort, body.fields.member);
      const { user_id } = viewer;
      const run = await imports.receive(cohort.id, { ...grant, user_id }, body, `user:${user_id}`);
      return {
        status: 202,
        body: presentRun(run, { see_names: true }),
        headers: { Location: `/v1/imports/${run.id}` },
      };
    },

    async getImport({ params, viewer }) {
      const run = await imports.find(params.import_id);
      const cohort = run && (await cohorts.find(viewer, String(run.cohort_id)));
      const rights = cohort ? seen.rights(viewer, cohort) : null;
      if (!run || !mayReadImport(viewer, rights, run.import?.user_id ?? null)) {
        throw new ProblemError('not-found', `There is no import ${params.import_id} that you may see.`);
      }
      return { status: 200, body: presentRun(run, { see_names: true }) };
    },
  };
}
