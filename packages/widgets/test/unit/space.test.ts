import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('space is kept for each element that may be embedded, and for no other', () => {
  const source = new URL('../../src/', import.meta.url);
  const css = readFileSync(new URL('public/space.css', source), 'utf8');
  const wide = css.slice(0, css.indexOf('@media'));
  const named = [...wide.matchAll(/:where\(almanac-([a-z-]+)\)/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(readdirSync(new URL('components', source)).sort());
});
