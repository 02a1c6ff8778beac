/**
 * Wrong uses, none of which compiles: the compiler complains of every `@ts-expect-error` beneath which nothing is wrong.
 * Nothing here is run.
 */
import type { Call } from '../../src/core/call.ts';
import {
  type AlmanacError,
  CohortAlmanac,
  NotFoundError,
  ProblemError,
  type RunEvent,
  type Schemas,
} from '../../src/index.ts';
import { resource } from '../../src/internal/resource.ts';

export async function wrongUses(almanac: CohortAlmanac, event: RunEvent, error: AlmanacError): Promise<void> {
  // Set-up
  // @ts-expect-error an almanac has an address
  new CohortAlmanac({});
  // @ts-expect-error the option is baseUrl
  new CohortAlmanac({ baseURL: 'https://almanac.example.org' });
  // @ts-expect-error a token is text
  new CohortAlmanac({ baseUrl: 'https://almanac.example.org', token: 5 });
  // @ts-expect-error a timeout is a number
  almanac.withOptions({ timeout: '5s' });
  // @ts-expect-error there is no such resource
  almanac.movies;
  // @ts-expect-error there is no such method
  almanac.cohorts.find('demo');

  // Filters
  // @ts-expect-error there is no such filter
  almanac.rankings.list('demo', { watcher_min: 3 });
  // @ts-expect-error there is no such strategy
  almanac.rankings.list('demo', { strategy: 'best' });
  // @ts-expect-error names are in snake_case
  almanac.rankings.list('demo', { watchersMin: 3 });
  // @ts-expect-error a count is a number
  almanac.rankings.list('demo', { watchers_min: '3' });
  // @ts-expect-error there is no such bucket
  almanac.rankings.list('demo', { bucket: ['Hidden jewel'] });
  // @ts-expect-error genres are text
  almanac.rankings.list('demo', { genre: [7] });
  // @ts-expect-error one order or the other
  almanac.rankings.list('demo', { order: 'up' });
  // @ts-expect-error there is no such sort
  almanac.rankings.list('demo', { sort: 'watcher' });
  // @ts-expect-error the options come last, after the filter
  almanac.rankings.list('demo', { signal: AbortSignal.timeout(5) });
  // @ts-expect-error of which cohort?
  almanac.rankings.list();
  // @ts-expect-error compare with which cohort?
  almanac.rankings.compare('demo');
  // @ts-expect-error who will watch?
  almanac.taste.tonight('demo', { by: 'mean' });

  // Paging
  // @ts-expect-error a list is read with for await, not awaited into an array
  (await almanac.rankings.list('demo')).map((film) => film);
  // @ts-expect-error toArray wants a limit
  await almanac.rankings.list('demo').toArray();
  // @ts-expect-error a page is asked for by its cursor
  await almanac.rankings.list('demo').page(2);
  for await (const film of almanac.rankings.list('demo')) {
    // @ts-expect-error a film has a release_year
    film.year;
    // @ts-expect-error which can be unknown
    film.release_year.toFixed();
  }

  // Unions
  const gems = await almanac.insights.get('demo', { surface: 'hidden-gems' });
  // @ts-expect-error only divergence has two lists
  gems.positive;
  const quarrels = await almanac.insights.get('demo', { surface: 'divergence' });
  // @ts-expect-error and no items
  quarrels.items;
  // @ts-expect-error there is no such surface
  await almanac.insights.get('demo', { surface: 'gems' });
  // @ts-expect-error only the event `run` has a run
  event.run;
  if (event.type === 'end') {
    // @ts-expect-error there is no such state
    event.state === 'done';
  }
  // @ts-expect-error there is no such event
  event.type === 'progress';

  // Problems
  // @ts-expect-error a code is of problems alone
  error.code;
  if (error instanceof ProblemError) {
    // @ts-expect-error a status is a number
    error.status.toUpperCase();
    // @ts-expect-error problems can't be changed
    error.code = 'conflict';
  }
  if (error instanceof NotFoundError) {
    // @ts-expect-error fields at fault have a name
    error.errors[0]?.field;
  }
  // @ts-expect-error there is no such code
  const code: Schemas['ProblemCode'] = 'nothing-there';

  // Bodies
  // @ts-expect-error a cohort has a definition
  await almanac.cohorts.create({ label: 'club' });
  // @ts-expect-error there is no such relation
  await almanac.cohorts.create({ label: 'club', definition: { seeds: [{ username: 'ada', relation: 'friends' }] } });
  // @ts-expect-error there is no such role
  await almanac.cohorts.changeMembership('demo', 2, { role: 'boss' });
  // @ts-expect-error nothing is answered
  (await almanac.cohorts.delete('demo')).id;
  // @ts-expect-error runs have numbers
  await almanac.runs.get('demo', 'last');
  // @ts-expect-error a finished run is no boolean
  const done: boolean = await almanac.cohorts.sync('demo').finished();
  // @ts-expect-error paths that are not known answer `unknown`
  (await almanac.request('GET', '/v1/tomorrow')).items;
  // @ts-expect-error and known ones what the contract says
  (await almanac.request('GET', '/v1/cohorts')).cohorts;
  // @ts-expect-error data, response and requestId
  (await almanac.cohorts.get('demo').withResponse()).headers;
  // Tables of operations
  const table = resource<{ get(cohort: string): Call<Schemas['Cohort']> }>();
  table({ get: 'GET /v1/cohorts/{id}' }, () => ({}));
  // @ts-expect-error this operation answers something else
  table({ get: 'GET /v1/cohorts/{id}/stats' }, () => ({}));
  // @ts-expect-error there is no such operation
  table({ get: 'GET /v1/cohort/{id}' }, () => ({}));
  // @ts-expect-error a method that is declared must be made
  table({}, () => ({}));
  void [code, done];
}
