import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemKey, problem, problemType } from '../src/index.ts';

const keys = Object.keys(PROBLEMS) as ProblemKey[];

describe('problem', () => {
  it('is a problem document with what the caller adds', () => {
    const errors = [{ in: 'query', name: 'limit', message: 'limit is 0; give 1 to 200' }] as const;
    expect(problem('invalid-request', 'The limit is not valid.', { request_id: 'r1', errors })).toEqual({
      type: '/problems/invalid-request',
      title: 'The request is not valid',
      status: 400,
      detail: 'The limit is not valid.',
      code: 'invalid-request',
      request_id: 'r1',
      errors,
    });
    expect(problem('gone', 'x')).not.toHaveProperty('errors');
  });

  it.each([
    ['invalid-request', 400],
    ['invalid-filter', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['read-only', 403],
    ['not-found', 404],
    ['method-not-allowed', 405],
    ['not-acceptable', 406],
    ['conflict', 409],
    ['gone', 410],
    ['payload-too-large', 413],
    ['unsupported-media-type', 415],
    ['unprocessable', 422],
    ['too-many-requests', 429],
    ['quota-exceeded', 429],
    ['headers-too-large', 431],
    ['internal', 500],
    ['unavailable', 503],
  ] as const)('%s has status %i', (key, status) => expect(problem(key, '').status).toBe(status));

  it('resolves against the almanac that answered', () => {
    for (const key of keys) {
      expect(new URL(problemType(key), 'https://films.example/v1/cohorts/1').href).toBe(
        `https://films.example/problems/${key}`,
      );
    }
  });

  it('has a title and a remedy of its own for each', () => {
    expect(new Set(keys.map((key) => PROBLEMS[key].title)).size).toBe(keys.length);
    for (const key of keys) expect(PROBLEMS[key].remedy).toMatch(/\.$/);
  });
});
