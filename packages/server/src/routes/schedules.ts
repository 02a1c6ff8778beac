/** The operations on when a cohort is synced by itself. */
import type { Handlers } from '../openapi/types.ts';
import { presentSchedule } from '../presenters/schedule.ts';
import { ProblemError } from '../problem-error.ts';
import type { Services, Viewer } from '../services/types.ts';
import { seenBy } from './seen.ts';

type ScheduleRoutes = Pick<Handlers, 'getSchedule' | 'setSchedule' | 'endSchedule'>;

export function scheduleRoutes({ cohorts, schedules }: Pick<Services, 'cohorts' | 'schedules'>): ScheduleRoutes {
  const seen = seenBy(cohorts);
  const find = async (viewer: Viewer, id: string) => {
    const { cohort, rights } = await seen.find(viewer, id);
    if (!rights.sync) throw new ProblemError('forbidden', 'Its owners and editors may do this; ask for the role.');
    return cohort;
  };
  return {
    async getSchedule({ params, viewer }) {
      const schedule = await schedules.find((await find(viewer, params.id)).id);
      if (!schedule) throw new ProblemError('not-found', 'The cohort is not synced by itself. PUT a schedule.');
      return { status: 200, body: presentSchedule(schedule) };
    },

    async setSchedule({ params, body, viewer }) {
      const { cron = null, every_minutes = null, full_cron = null, full_every_days = null } = body;
      const { time_zone = 'UTC', jitter_seconds = 0 } = body;
      const { id } = await find(viewer, params.id);
      const cadence = { cron, every_minutes, full_cron, full_every_days, time_zone, jitter_seconds };
      return { status: 200, body: presentSchedule(await schedules.set(id, cadence)) };
    },

    async endSchedule({ params, viewer }) {
      await schedules.end((await find(viewer, params.id)).id);
      return { status: 204, body: undefined };
    },
  };
}
