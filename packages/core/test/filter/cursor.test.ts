import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorFits, decodeCursor, encodeCursor } from '../../src/index.ts';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const position = fc.integer({ min: 1, max: 999_999_999 });

describe('cursors', () => {
  it('come back as they were given, in text that needs no escaping', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), hash, position, (ranking_version, filter_hash, at) => {
        const text = encodeCursor({ ranking_version, filter_hash, position: at });
        expect(encodeURIComponent(text)).toBe(text);
        const cursor = decodeCursor(text)!;
        expect(cursor).toEqual({ ranking_version, filter_hash: filter_hash.slice(0, 16), position: at });
        expect(cursorFits(cursor, filter_hash)).toBe(true);
        expect(
          cursorFits(
            cursor,
            filter_hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
          ),
        ).toBe(false);
      }),
    );
  });

  it('are null when they are not ours', () => {
    const foreign = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.string().map((text) => `MS4x${text}`),
    );
    fc.assert(
      fc.property(foreign, (text) => {
        expect(decodeCursor(text)).toBeNull();
      }),
    );
  });

  it.each([
    '2.1.0123456789abcdef.1',
    '1.0.0123456789abcdef.1',
    '1.1.0123456789abcdef.-1',
    '1.1.0123.1',
    '1.9999999999999999.0123456789abcdef.1',
    '',
  ])('are null for the content %j', (content) => expect(decodeCursor(btoa(content).replaceAll('=', ''))).toBeNull());
});
