/** Finished addresses are read with the same care as calls of the client. */
import { describe, expect, it } from 'vitest';
import { getter } from '../src/get/index.ts';
import { AbortError, AnswerError, ConnectionError, ProblemError, TimeoutError, UsageError } from '../src/index.ts';
import { hang, json, problem, reset, SOON, serve, text } from './support/misbehave.ts';

const COHORT = { id: 1, label: 'demo' };
const PATH = '/v1/cohorts/demo?limit=1';

describe('getter', () => {
  it('asks for JSON at the address, with the token', async () => {
    const { baseUrl, seen } = await serve([json(COHORT)]);
    expect(await getter({ token: 'alm_pk_1' })(baseUrl + PATH)).toEqual(COHORT);
    expect(seen).toMatchObject([
      { method: 'GET', url: PATH, headers: { accept: 'application/json', authorization: 'Bearer alm_pk_1' } },
    ]);
  });

  it('sends no Authorization without a token', async () => {
    const { baseUrl, seen } = await serve([json(COHORT)]);
    await getter()(baseUrl + PATH);
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('tries again what may succeed later, and stops after maxRetries', async () => {
    const { baseUrl, seen } = await serve([reset, problem(503, 'unavailable', SOON), json(COHORT)]);
    expect(await getter({ maxRetries: 2 })(baseUrl + PATH)).toEqual(COHORT);
    expect(seen).toHaveLength(3);
    const away = await serve([problem(503, 'unavailable', SOON)]);
    await expect(getter({ maxRetries: 1 })(away.baseUrl + PATH)).rejects.toMatchObject({ status: 503 });
    expect(away.seen).toHaveLength(2);
  });

  it('a refusal is a ProblemError, with its status and its document', async () => {
    const { baseUrl } = await serve([problem(404, 'not-found')]);
    const error = await getter()(baseUrl + PATH).catch((each) => each);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('what is no answer of an almanac is told apart', async () => {
    const { baseUrl } = await serve([text('<h1>Hello</h1>', 'text/html', 200)]);
    await expect(getter()(baseUrl + PATH)).rejects.toBeInstanceOf(AnswerError);
    await expect(getter({ maxRetries: 0 })('http://127.0.0.1:1/')).rejects.toBeInstanceOf(ConnectionError);
  });

  it('ends with its deadline, and with its signal', async () => {
    const { baseUrl, quiet } = await serve([hang]);
    await expect(getter({ timeout: 50, maxRetries: 0 })(baseUrl + PATH)).rejects.toBeInstanceOf(TimeoutError);
    const abort = new AbortController();
    const call = getter()(baseUrl + PATH, { signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toBeInstanceOf(AbortError);
    await quiet();
    await expect(getter({ timeout: 0 })(baseUrl + PATH)).rejects.toBeInstanceOf(UsageError);
  });
});
