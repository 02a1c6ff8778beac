import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/openapi/json-position.ts';

describe('jsonFault', () => {
  it.each([
    ['', 1, 1, 'value'],
    ['{"a":}', 1, 6, 'value'],
    ['{"a" 1}', 1, 6, ':'],
    ['{"a":1 "b":2}', 1, 8, ', or }'],
    ['{"a":1,}', 1, 8, 'name'],
    ['{a:1}', 1, 2, 'name or }'],
    ['[1,\n 2,\n]', 3, 1, 'value'],
    ['[1 2]', 1, 4, ', or ]'],
    ['[nope]', 1, 2, 'value or ]'],
    ['{} {}', 1, 4, 'the end'],
    ["'a'", 1, 1, 'value'],
    ['"a\nb"', 1, 1, 'value'],
    ['[01]', 1, 3, ', or ]'],
  ])('%j: line %i, column %i, where %s is due', (text, line, column, expected) => {
    expect(jsonFault(text)).toEqual({ line, column, expected });
  });

  it('agrees with JSON.parse on what is JSON, whole, cut or with a sign put in', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const sign = fc.constantFrom('', ...'{}[],:"\\ 019.-+eEtrufalsn/\n\t\u0001\u00a0');
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(3), sign, (json, at, cut, inserted) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + inserted + json.slice(place + cut);
        expect(jsonFault(text) === null).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });
});
