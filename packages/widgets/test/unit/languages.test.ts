/** German says all that English says, and no more. */
import { BUCKETS, explainScore, STAGES, STRATEGIES } from '@cohort-almanac/core';
import { describe, expect, it, vi } from 'vitest';
import { CHOICES } from '../../src/components/filters/controls.ts';
import { extendLanguage, registerLanguage, say } from '../../src/internal/localize.ts';
import { de } from '../../src/lang/de.ts';
import { deDashboard } from '../../src/lang/de-dashboard.ts';
import { textsOf } from './texts.ts';

const SOURCES = new URL('../../src/', import.meta.url);
const { texts, unknown } = textsOf(SOURCES, ['components', 'internal']);
const dashboard = textsOf(SOURCES, ['dashboard']);

/** Words that come with the API's answers. */
const components = new Proxy({}, { get: (_, name) => (String(name).endsWith('_label') ? undefined : 1) });
const FROM_THE_API = [
  ...STRATEGIES.flatMap((strategy) => explainScore(strategy, components).map(({ explanation }) => explanation)),
  // A film that is like any other has no word for it.
  ...BUCKETS.filter((bucket) => bucket !== 'Steady performer'),
  ...['queued', 'running', 'succeeded', 'partial', 'failed', 'stopped'],
  ...Object.keys(STAGES),
  ...Object.values(STAGES).flat(),
];

describe('German', () => {
  it('every text is a literal or from a table that is known here', () => {
    expect(unknown).toEqual([]);
    expect(dashboard.unknown).toEqual([]);
  });

  it('has a text for each of the elements and of the API', () => {
    const wanted = [...texts, ...FROM_THE_API];
    expect(wanted.length).toBeGreaterThan(180);
    expect(wanted.filter((text) => !de[text])).toEqual([]);
  });

  it('has a text for each of the dashboard, in its own file or in that of the other elements', () => {
    expect(dashboard.texts.size).toBeGreaterThan(90);
    expect([...dashboard.texts].filter((text) => !deDashboard[text] && !de[text])).toEqual([]);
  });

  it('has none that nothing says, and none twice', () => {
    const wanted = new Set([...texts, ...FROM_THE_API]);
    expect(Object.keys(de).filter((text) => !wanted.has(text))).toEqual([]);
    expect(Object.keys(deDashboard).filter((text) => !dashboard.texts.has(text) || de[text])).toEqual([]);
  });

  it('has the same placeholders and as many plural forms', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const [english, german] of Object.entries({ ...de, ...deDashboard })) {
      expect(holes(german), english).toEqual(holes(english));
      expect(german.split('|').length, english).toBe(english.split('|').length);
    }
  });

  it('the kinds of films to filter by are the buckets of the API', () => {
    const kinds = CHOICES.find(({ name }) => name === 'bucket')?.values;
    expect(kinds).toEqual(BUCKETS.filter((bucket) => bucket !== 'Steady performer'));
  });

  it('sets numbers and plurals as German does', () => {
    registerLanguage('de', de);
    expect(say('de', '{n} film|{n} films', { n: 1 })).toBe('1 Film');
    expect(say('de-AT', '{n} film|{n} films', { n: 2 })).toBe('2 Filme');
    expect(say('de', '{n} film|{n} films', { n: 12_345 })).toBe('12.345 Filme');
    expect(say('fr', '{n} film|{n} films', { n: 2 })).toBe('2 films');
  });

  it('more words of a language come beside those that are there already', async () => {
    registerLanguage('de', de);
    extendLanguage('de', async () => deDashboard);
    await vi.waitFor(() => expect(say('de', 'Sign in')).toBe('Anmelden'));
    expect(say('de', '{n} film|{n} films', { n: 2 })).toBe('2 Filme');
  });

  it('and beside those that come in later', async () => {
    extendLanguage('nds', async () => ({ Save: 'Wohren' }));
    registerLanguage('nds', { Film: 'Film', Rank: 'Steed' });
    await vi.waitFor(() => expect(say('nds', 'Save')).toBe('Wohren'));
    expect(say('nds', 'Rank')).toBe('Steed');
  });
});
