import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signed } from '../../src/cli/films.ts';
import { duration, formatTable } from '../../src/cli/output.ts';
import { restartDelay } from '../../src/cli/supervise.ts';
import { isTokenShaped, makeToken } from '../../src/services/token-format.ts';

describe('formatTable', () => {
  const columns = [
    { head: '#', align: 'right', cell: (row: { n: number }) => row.n },
    { head: 'film', flexible: true, cell: (row: { title: string }) => row.title },
    { head: 'score', align: 'right', cell: () => '4.50' },
  ] as const;
  const rows = [
    { n: 1, title: 'A title that goes on for much longer than any terminal of these tests is wide' },
    { n: 100, title: '七人の侍' },
  ];

  it('cuts nothing in a pipe, and right-aligns numbers', () => {
    const lines = formatTable([...columns], rows, null).split('\n');
    expect(lines[1]).toContain('is wide');
    expect(lines[1]).toMatch(/^ {2}1 {2}A/);
    expect(lines[2]).toMatch(/^100 {2}七人の侍 .* 4\.50$/);
  });

  it('leaves optional columns out before it cuts what is read', () => {
    const wide = [...columns, { head: 'shape', optional: true, cell: () => 'masterpiece-consensus' }] as const;
    expect(formatTable([...wide], rows, 100)).toMatch(/shape/);
    expect(formatTable([...wide], rows, 60)).not.toMatch(/shape/);
    expect(formatTable([...wide], rows.slice(1), 60)).toMatch(/shape/);
  });

  it('fits a terminal of any width that has room for the other columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 200 }), (width) => {
        for (const line of formatTable([...columns], rows.slice(0, 1), width).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(width);
          if (line.includes('A title')) expect(line).toMatch(/4\.50$/);
        }
      }),
    );
  });
});

describe('duration', () => {
  it.each([
    [840, '0.8 s'],
    [41_300, '41 s'],
    [200_000, '3 min 20 s'],
  ])('%d ms → %s', (ms, text) => expect(duration(ms)).toBe(text));
});

describe('signed', () => {
  it.each([
    [0.444, '+0.44'],
    [-1.5, '−1.50'],
    [-0.004, '0.00'],
    [null, null],
  ])('%s → %s', (value, text) => expect(signed(value)).toBe(text));
});

describe('restartDelay', () => {
  it('doubles from half a second and is bounded', () => {
    expect([1, 2, 3, 4].map(restartDelay)).toEqual([500, 1000, 2000, 4000]);
    expect(restartDelay(50)).toBe(30_000);
  });
});

describe('tokens', () => {
  it('are all different, shaped as the contract says, and tell a changed character', () => {
    const tokens = Array.from({ length: 200 }, makeToken);
    expect(new Set(tokens).size).toBe(200);
    for (const token of tokens) {
      expect(token).toMatch(/^alm_sk_[0-9A-Za-z]{36}$/);
      expect(isTokenShaped(token)).toBe(true);
    }
    fc.assert(
      fc.property(fc.constantFrom(...tokens), fc.nat(35), fc.constantFrom(...'059AZaz'), (token, at, character) => {
        const place = 'alm_sk_'.length + at;
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        expect(isTokenShaped(changed)).toBe(changed === token);
      }),
    );
  });
});
