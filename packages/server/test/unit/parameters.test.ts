import { describe, expect, it } from 'vitest';
import { queryReader } from '../../src/openapi/parameters.ts';
import { contract } from './support/serve.ts';

const read = queryReader(contract.operations.get('listRankings')!.parameters.query);

describe('queryReader', () => {
  it('gives the same frozen object for the same valid text', () => {
    const first = read('genre=drama&limit=5').values;
    expect(read('genre=drama&limit=5').values).toBe(first);
    expect(read('limit=5&genre=drama').values).toEqual(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('finds the faults of the same text again', () => {
    const faults = [{ in: 'query', name: 'limit', message: 'must be integer' }];
    expect(read('limit=x').faults).toEqual(faults);
    expect(read('limit=x').faults).toEqual(faults);
  });

  it('reads names that objects have by themselves as unknown', () => {
    expect(read('__proto__=1&constructor=2').faults.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});
