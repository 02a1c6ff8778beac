/** What of a cohort somebody may have sent to them. */
import type { WebhookEvent } from '@cohort-almanac/db';
import type { CohortRights } from './cohorts.ts';

/** The events of these that the rights do not reach. The database asks the same before each event is written and sent. */
export function eventsBeyond(rights: Pick<CohortRights, 'read' | 'edit'>, events: readonly WebhookEvent[]) {
  return events.filter((event) => !(event === 'run.failed' ? rights.edit : rights.read));
}
