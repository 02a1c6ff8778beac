import { CohortAlmanac, type InsightsOf, type RunEvent, TooManyRequestsError } from '@cohort-almanac/sdk';
import { memoryCache } from '@cohort-almanac/sdk/cache';
import { type VerifiedWebhook, verifyWebhook } from '@cohort-almanac/sdk/webhooks';

export async function use(
  almanac = new CohortAlmanac({ baseUrl: location.origin, fetch: memoryCache() }),
): Promise<string[]> {
  const gems: InsightsOf<'hidden-gems'> = await almanac.insights.get('demo', { surface: 'hidden-gems' });
  const told: string[] = gems.items.map((film) => film.title);
  for await (const event of almanac.cohorts.sync('demo').events()) told.push(tell(event));
  const hook: VerifiedWebhook = await verifyWebhook({ body: '', headers: new Headers(), secret: [] });
  return [...told, hook.id];
}

export function tell(event: RunEvent): string {
  return event.type === 'run' ? `${event.run.state} ${event.run.stages.length}` : event.state;
}

export function wait(error: unknown): number | null {
  return error instanceof TooManyRequestsError ? error.retryAfter : null;
}
