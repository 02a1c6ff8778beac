/** The React components: one for each element, and rendered on a server as the element with its attributes. */
import { readdirSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import * as components from '../../src/react/index.ts';

const elements = readdirSync(new URL('../../src/components/', import.meta.url));
const componentOf = (element: string) =>
  `Almanac${element.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())}`;

describe('for React', () => {
  it('there is a component for each element', () => {
    expect(Object.keys(components).sort()).toEqual(elements.map(componentOf).sort());
  });

  it('a server renders the element, which fills itself in the page', () => {
    const html = renderToStaticMarkup(
      createElement(components.AlmanacSavedList, { share: 'best', id: 'list' }, 'Ikiru'),
    );
    expect(html).toBe('<almanac-saved-list id="list">Ikiru</almanac-saved-list>');
  });

  it('properties and events are typed', () => {
    createElement(components.AlmanacRankings, {
      cohort: 'demo',
      layout: 'grid',
      onSort: ({ detail }) => expect(detail.sort).toBeTypeOf('string'),
    });
    // @ts-expect-error There is no such layout.
    createElement(components.AlmanacRankings, { layout: 'spiral' });
  });
});
