import { AlmanacError, CohortAlmanac, NotFoundError } from '@cohort-almanac/sdk';
import { memoryCache } from '@cohort-almanac/sdk/cache';
import { verifyWebhook, WebhookVerificationError } from '@cohort-almanac/sdk/webhooks';

export async function run(baseUrl) {
  const fetch = memoryCache();
  const almanac = new CohortAlmanac({ baseUrl, fetch });
  const titles = [];
  for await (const film of almanac.rankings.list('demo')) titles.push(film.title);
  const error = await almanac.cohorts.get('nowhere').catch((e) => e);
  const fault = await verifyWebhook({ body: '{}', headers: {}, secret: 'whsec_YQ==' }).catch((e) => e);
  return {
    titles,
    error: error instanceof NotFoundError && error instanceof AlmanacError ? error.name : String(error),
    cached: fetch.size,
    fault: fault instanceof WebhookVerificationError ? fault.fault : String(fault),
  };
}
