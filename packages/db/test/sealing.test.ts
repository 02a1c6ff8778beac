import { expect, test } from 'vitest';
import { createSealer, SealError } from '../src/index.ts';

const key = Buffer.alloc(32, 7);

test('what is sealed is read with the same key only, and never looks the same twice', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal('whsec_ünsafe');
  expect(sealed.toString('latin1')).not.toContain('whsec');
  expect(sealer.seal('whsec_ünsafe').equals(sealed)).toBe(false);
  expect(createSealer(key).open(sealed)).toBe('whsec_ünsafe');
  expect(() => createSealer(Buffer.alloc(32, 8)).open(sealed)).toThrow(SealError);
});

test('what was changed or cut is refused', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal('secret');
  for (let n = 0; n < sealed.length; n++) {
    const changed = Buffer.from(sealed);
    changed[n]! ^= 1;
    expect(() => sealer.open(changed)).toThrow(SealError);
    expect(() => sealer.open(sealed.subarray(0, n))).toThrow(SealError);
  }
});

test('a key has 32 bytes', () => {
  expect(() => createSealer(Buffer.alloc(16))).toThrow(/32 bytes/);
});
