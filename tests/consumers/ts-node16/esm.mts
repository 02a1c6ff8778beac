import { CohortAlmanac, NotFoundError, type Schemas } from '@cohort-almanac/sdk';
import { memoryCache } from '@cohort-almanac/sdk/cache';
import { verifyWebhook } from '@cohort-almanac/sdk/webhooks';

export async function read(baseUrl: string): Promise<string[]> {
  const almanac = new CohortAlmanac({ baseUrl, fetch: memoryCache({ maxEntries: 5 }) });
  const films: Schemas['RankingRow'][] = await almanac.rankings
    .list('demo', { strategy: 'wilson' })
    .toArray({ limit: 9 });
  try {
    await almanac.cohorts.get('nowhere');
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    films[0]?.title.concat(error.code, String(error.status));
  }
  const fault: Error = await verifyWebhook<{ type: string }>({ body: '{}', headers: {}, secret: '' }).then(
    ({ event }) => new Error(event.type),
    (error: Error) => error,
  );
  // @ts-expect-error there is no such strategy
  almanac.rankings.list('demo', { strategy: 'best' });
  return [...films.map((film) => film.title), fault.name];
}
