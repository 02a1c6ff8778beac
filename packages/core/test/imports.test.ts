import { describe, expect, it } from 'vitest';
import { type ImportAuthority, importRefusal, type MemberAtStake } from '../src/imports.ts';

const NEW: MemberAtStake = {
  has_data: false,
  in_other_hands: 0,
  joined: false,
  same_user: false,
  excluded: false,
  left: false,
  full: false,
};

/** What each may do with: nobody's data, the cohort's own, that of a member who joined, and that of another circle. */
const TABLE: Record<ImportAuthority, [fresh: unknown, known: unknown, joined: unknown, elsewhere: unknown]> = {
  operator: [null, null, null, null],
  holder: [null, null, null, null],
  editor: [null, null, null, 'held_elsewhere'],
  named_door: [null, null, null, 'held_elsewhere'],
  door: [null, null, 'claimed', 'held_elsewhere'],
  self: [null, 'claimed', 'claimed', 'held_elsewhere'],
};

describe('an export may take the place of what is stored', () => {
  it.each(Object.entries(TABLE))('from %s', (authority, expected) => {
    const of = (member: Partial<MemberAtStake>) => importRefusal(authority as ImportAuthority, { ...NEW, ...member });
    expect([
      of({}),
      of({ has_data: true }),
      of({ has_data: true, joined: true }),
      of({ has_data: true, joined: true, in_other_hands: 1 }),
    ]).toEqual(expected);
    expect(of({ excluded: true })).toBe('excluded');
    expect(of({ full: true })).toBe(authority === 'operator' || authority === 'holder' ? null : 'full');
    expect(of({ left: true })).toBe(authority === 'named_door' ? null : 'left');
  });

  it('a name that another cohort merely lists keeps nobody out', () => {
    expect(importRefusal('door', { ...NEW, in_other_hands: 3 })).toBeNull();
  });

  it('who uploaded it before may do so again', () => {
    expect(importRefusal('self', { ...NEW, has_data: true, same_user: true })).toBeNull();
  });
});
