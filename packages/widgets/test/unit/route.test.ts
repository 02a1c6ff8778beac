/** Addresses of the dashboard: what is kept in them, and the way back from a film's page. */
import { describe, expect, it } from 'vitest';
import { admits, ROOMS, titleOf } from '../../src/dashboard/rooms.ts';
import { apart, formatRoute, parseRoute, ROOM_NAMES, toFilm, wayBack, withValues } from '../../src/dashboard/route.ts';

describe('an address', () => {
  it.each(['#/demo/explore', '#/demo/explore?genre=horror&genre=war', '#/7/film/12?from=insights'])(
    '%s is read and written',
    (hash) => {
      expect(formatRoute(parseRoute(hash))).toBe(hash);
    },
  );

  it.each(['', '#best', '#/', '#/demo', '#/demo/cellar', '#/demo/constructor'])('%s is the front page', (hash) => {
    expect(parseRoute(hash)).toMatchObject({ room: 'front', film: null, query: '' });
  });

  it('of a weekly digest leads to the ranking', () => {
    expect(parseRoute('#/circle/explore')).toEqual({ cohort: 'circle', room: 'explore', film: null, query: '' });
  });

  it('is that of the page’s own cohort when its cohort can’t be one', () => {
    expect(parseRoute('#/<b>/explore').cohort).toBeNull();
  });

  it.each(ROOM_NAMES)('the room %s has a title', (room) => {
    expect(titleOf(room)).not.toBe('');
  });
});

describe('a film’s page', () => {
  it('knows the way back, with the filter', () => {
    const list = parseRoute('#/demo/explore?genre=horror&genre=war&sort=title');
    const film = toFilm(list, 12);
    expect(film).toMatchObject({ cohort: 'demo', room: 'film', film: 12 });
    expect(wayBack(parseRoute(formatRoute(film)))).toEqual(list);
  });

  it('leads to the ranking when it was opened by itself, or its address is forged', () => {
    for (const query of ['', '?from=film', '?from=cellar'])
      expect(wayBack(parseRoute(`#/demo/film/12${query}`))).toMatchObject({ room: 'explore', film: null, query: '' });
  });
});

it('a query is taken apart and put together', () => {
  expect(apart('genre=war&order=asc&sort=title')).toEqual({ filter: 'genre=war', sort: 'title', order: 'asc' });
  expect(apart('genre=war')).toEqual({ filter: 'genre=war', sort: undefined, order: undefined });
  expect(withValues('genre=war&sort=title', { sort: undefined, order: 'asc' })).toBe('genre=war&order=asc');
});

describe('who is let in', () => {
  const can = { edit: true, sync: true, own: true, see_names: true };
  const session = (read_only: boolean, is_operator = false) => ({ read_only, user: { is_operator } }) as never;
  const open = (...who: Parameters<typeof admits> extends [unknown, ...infer Rest] ? Rest : never) =>
    ROOMS.filter(({ needs }) => admits(needs, ...who)).map(({ room }) => room);

  it('a stranger reads', () => {
    const none = { edit: false, sync: false, own: false, see_names: false };
    expect(open(null, none)).toEqual(['front', 'explore', 'insights', 'compare', 'cohorts', 'history']);
    expect(open(undefined, undefined)).toEqual(open(null, none));
  });

  it('an owner has everything but the administration, which is the operator’s', () => {
    expect(open(session(false), can)).toEqual(ROOMS.map(({ room }) => room).filter((room) => room !== 'admin'));
    expect(open(session(false, true), can)).toContain('admin');
  });

  it('while the almanac is read-only nobody enters a room where things are changed', () => {
    const rooms = open(session(true), can);
    for (const room of ['sync', 'settings', 'access', 'notices']) expect(rooms).not.toContain(room);
    expect(rooms).toContain('tonight');
  });
});
