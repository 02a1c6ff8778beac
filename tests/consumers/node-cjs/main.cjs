const { AlmanacError, CohortAlmanac, NotFoundError } = require('@cohort-almanac/sdk');
const { memoryCache } = require('@cohort-almanac/sdk/cache');
const { verifyWebhook, WebhookVerificationError } = require('@cohort-almanac/sdk/webhooks');

(async () => {
  const fetch = memoryCache();
  const almanac = new CohortAlmanac({ baseUrl: process.argv[2], fetch });
  const titles = [];
  for await (const film of almanac.rankings.list('demo')) titles.push(film.title);
  const error = await almanac.cohorts.get('nowhere').catch((e) => e);
  const fault = await verifyWebhook({ body: '{}', headers: {}, secret: 'whsec_YQ==' }).catch((e) => e);
  console.log(
    JSON.stringify({
      titles,
      error: error instanceof NotFoundError && error instanceof AlmanacError ? error.name : String(error),
      cached: fetch.size,
      fault: fault instanceof WebhookVerificationError ? fault.fault : String(fault),
    }),
  );
})();
