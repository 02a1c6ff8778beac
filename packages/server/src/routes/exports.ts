/** The operation that hands out lists as files. */

import type { FilmFilter } from '@cohort-almanac/core';
import type { CohortCard } from '@cohort-almanac/db';
import type { Body, Handlers } from '../openapi/types.ts';
import type { CohortRights } from '../policies/cohorts.ts';
import { ownsFilter } from '../policies/filters.ts';
import { presentExportedList, presentRankingRow } from '../presenters/rankings.ts';
import { ProblemError } from '../problem-error.ts';
import { readFilter } from '../services/filters.ts';
import type { Services, Viewer } from '../services/types.ts';
import { seenBy } from './seen.ts';

type ExportRoutes = Pick<Handlers, 'createExport'>;

export function exportRoutes({
  cohorts,
  filters,
  exports,
}: Pick<Services, 'cohorts' | 'filters' | 'exports'>): ExportRoutes {
  const seen = seenBy(cohorts);

  /** What is asked for: the list of a saved filter, or that of parameters. */
  async function find(
    viewer: Viewer,
    body: Body<'createExport'>,
  ): Promise<{ cohort: CohortCard; rights: CohortRights; filter: FilmFilter }> {
    if (body.filter_id === undefined) {
      const filter = readFilter(body.filter ?? {});
      return { ...(await seen.find(viewer, body.cohort!)), filter };
    }
    const saved = await filters.find(body.filter_id);
    if (!saved || !ownsFilter(viewer, saved)) {
      throw new ProblemError('not-found', `You have no saved filter ${body.filter_id}.`);
    }
    return { ...(await seen.find(viewer, String(saved.cohort_id))), filter: readFilter(saved.filter) };
  }

  return {
    async createExport({ body, viewer, caller }) {
      refuseContradictions(body);
      if (viewer.user_id === null) {
        throw new ProblemError(
          'forbidden',
          'A publishable token reads page by page. Send a token of a person to export.',
        );
      }
      const { cohort, rights, filter } = await find(viewer, body);
      const { format, limit, part } = body;
      const { content, content_type, filename, parts } = await exports.write(
        cohort,
        { format, filter, limit, part },
        {
          viewer,
          caller: { network: caller.network, request_id: caller.request_id },
          rights,
          present: presentRankingRow,
          presentAbout: presentExportedList,
        },
      );
      return {
        status: 200,
        body: content,
        headers: {
          'Content-Type': content_type,
          'Content-Disposition': `attachment; filename="${filename}"`,
          'Cache-Control': 'private, no-store',
          'Export-Parts': String(parts),
        },
      };
    },
  };
}

function refuseContradictions({ cohort, filter, filter_id, format, part }: Body<'createExport'>): void {
  const faults: [name: string, message: string][] = [];
  if (filter_id === undefined && cohort === undefined) {
    faults.push(['/cohort', 'is missing; name a cohort, or a saved filter in filter_id']);
  }
  if (filter_id !== undefined) {
    if (cohort !== undefined) faults.push(['/cohort', 'contradicts filter_id, whose cohort is saved with it']);
    if (filter !== undefined) faults.push(['/filter', 'contradicts filter_id, which is a filter already']);
  }
  if (part !== undefined && format !== 'letterboxd') {
    faults.push(['/part', `belongs to the format letterboxd; ${format} is one file`]);
  }
  if (faults.length === 0) return;
  throw ProblemError.invalid(faults.map(([name, message]) => ({ in: 'body', name, message })));
}
