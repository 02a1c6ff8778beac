/** What a form says of who belongs to a cohort, and what the almanac is told. */
import { describe, expect, it } from 'vitest';
import { definitionOf, labelFrom } from '../../src/dashboard/definition.ts';

describe('definitionOf', () => {
  it('takes names as people write them, and leaves out what is empty', () => {
    expect(definitionOf({ members: '@Ann, bob;\n carla ' })).toEqual({ members: ['ann', 'bob', 'carla'] });
    expect(definitionOf({})).toEqual({});
  });

  it('takes a list by its address, too', () => {
    expect(definitionOf({ list: 'https://letterboxd.com/ann/list/best/' }).lists).toEqual(['ann/list/best']);
    expect(definitionOf({ list: '/ann/list/best' }).lists).toEqual(['ann/list/best']);
  });

  it('keeps what the form does not show', () => {
    const seed = { username: 'ann', relation: 'following', depth: 2, include_seed: true } as const;
    const other = { username: 'bob', relation: 'followers', depth: 1, include_seed: false } as const;
    const before = { seeds: [seed, other], lists: ['a/list/b', 'c/list/d'], members: ['x'], exclusions: ['y'] };
    expect(definitionOf({ seed: 'Ann', relation: 'followers', list: 'a/list/b' }, before)).toEqual({
      seeds: [{ ...seed, relation: 'followers' }, other],
      lists: ['a/list/b', 'c/list/d'],
      exclusions: ['y'],
    });
    expect(definitionOf({ seed: 'carla' }, before).seeds).toEqual([
      { username: 'carla', relation: 'following' },
      other,
    ]);
  });
});

describe('labelFrom', () => {
  it.each([
    ['Kino für alle', 'kino-fur-alle'],
    ['12 Angry Friends!', 'angry-friends'],
    ['お葬式', ''],
  ])('%s → %s', (name, label) => expect(labelFrom(name)).toBe(label));
});
