import { describe, expect, it } from 'vitest';
import { classifyResponse, PARSE_KINDS } from '../../src/parse/index.ts';
import { FILMS } from './fixtures/films.ts';
import { filmsPage, listPage } from './fixtures/list-pages.ts';
import { CHALLENGE_PAGE, filmPage, NOT_FOUND_PAGE } from './fixtures/single-pages.ts';
import { mutate, read, refuse } from './support.ts';

const PLAIN = '<html><head><title>Letterboxd</title></head><body></body></html>';

describe('classifyResponse', () => {
  it.each([
    ['the header', { status: 403, headers: { 'CF-Mitigated': 'challenge' }, html: '' }],
    ['the header, several times', { status: 503, headers: { 'cf-mitigated': ['challenge'] }, html: PLAIN }],
    ['a title', { status: 200, html: '<title>Just a moment...</title>' }],
    ['another title', { status: 403, html: '<title>Attention Required! | Cloudflare</title>' }],
    ['the form', { status: 403, html: '<title>Einen Moment…</title><form id="challenge-form"></form>' }],
    ['all of them', { status: 403, html: CHALLENGE_PAGE }],
  ])('knows a challenge by %s', (_, response) => {
    expect(classifyResponse({ ...response, kind: 'films' })?.error).toBe('blocked');
  });

  it('finds nothing against a page of its own that is called like a challenge', () => {
    const html = listPage(FILMS, { title: 'Just a moment' });
    expect(classifyResponse({ status: 200, html, kind: 'list' })).toBeNull();
    expect(read('list', html).item.title).toBe('Just a moment');
    expect(read('film', filmPage({ title: 'Attention Required' })).item.title).toBe('Attention Required');
  });

  it.each([
    [404, 'films', undefined, 'not_found'],
    [410, 'film', undefined, 'not_found'],
    [403, 'films', undefined, 'forbidden'],
    [403, 'films', true, 'forbidden'],
    [403, 'watchlist', undefined, 'forbidden'],
    [403, 'watchlist', false, 'forbidden'],
    [403, 'watchlist', true, 'private'],
    [404, 'watchlist', true, 'not_found'],
  ] as const)('%i on %s, owner answers: %s → %s', (status, kind, ownerAnswers, error) => {
    expect(classifyResponse({ status, kind, ownerAnswers, html: PLAIN })?.error).toBe(error);
  });

  it('calls a challenge a challenge on a watchlist too', () => {
    expect(classifyResponse({ status: 403, kind: 'watchlist', ownerAnswers: true, html: CHALLENGE_PAGE })?.error).toBe(
      'blocked',
    );
  });

  it.each([200, 429, 500, 503])('leaves %i to the caller', (status) => {
    expect(classifyResponse({ status, kind: 'films', html: PLAIN })).toBeNull();
  });
});

describe('parsePage', () => {
  it.each(PARSE_KINDS)('refuses a challenge, a missing page and a refusal as %s', (kind) => {
    expect(refuse(kind, CHALLENGE_PAGE).error).toBe('blocked');
    expect(refuse(kind, NOT_FOUND_PAGE).error).toBe('not_found');
    expect(refuse(kind, mutate(NOT_FOUND_PAGE, 'Not Found', 'Forbidden')).error).toBe('forbidden');
    expect(refuse(kind, PLAIN, { status: 403 }).error).toBe('forbidden');
    expect(refuse(kind, PLAIN, { status: 404 }).error).toBe('not_found');
    expect(refuse(kind, PLAIN).error).toBe('markup_changed');
    expect(refuse(kind, '').error).toBe('markup_changed');
  });

  it('believes the status before the page', () => {
    expect(refuse('films', filmsPage(FILMS), { status: 403 }).error).toBe('forbidden');
  });
});
