import { describe, expect, it } from 'vitest';
import { BYTES_A_ROW, thatFit } from '../../src/services/memory.ts';

describe('thatFit', () => {
  it('keeps to its share of a small heap', () => {
    expect(thatFit(100_000, 0.25, 1_000, 200_000_000)).toBe(50_000);
  });

  it('keeps to the most where there is plenty', () => {
    expect(thatFit(100_000, 0.25, 1_000, 4_000_000_000)).toBe(100_000);
  });

  it('goes by this process, and by rows of a ranking, when nothing else is told', () => {
    const rows = thatFit(Number.POSITIVE_INFINITY, 0.5);
    expect(rows).toBe(thatFit(Number.POSITIVE_INFINITY, 0.5, BYTES_A_ROW));
    expect(rows).toBeGreaterThan(0);
    expect(Number.isFinite(rows)).toBe(true);
  });
});
