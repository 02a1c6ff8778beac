import sdk = require('@cohort-almanac/sdk');
import cache = require('@cohort-almanac/sdk/cache');
import webhooks = require('@cohort-almanac/sdk/webhooks');

export async function read(baseUrl: string): Promise<string[]> {
  const almanac = new sdk.CohortAlmanac({ baseUrl, fetch: cache.memoryCache() });
  const page: sdk.Schemas['RankingList'] = await almanac.rankings.list('demo').page();
  const run = (handle: sdk.RunHandle) => handle.finished({ signal: AbortSignal.timeout(5) });
  // @ts-expect-error there is no such method
  const wrong = () => almanac.cohorts.find('demo');
  return [...page.items.map((film) => film.title), webhooks.verifyWebhook.name, typeof run, typeof wrong];
}
