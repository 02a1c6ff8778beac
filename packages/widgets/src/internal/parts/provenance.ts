/** The small print under every list: whose data it rests on, and how old it is; and whose films and pictures these are. */
import type { Schemas } from '@cohort-almanac/sdk';
import { html, type TemplateResult } from 'lit';
import type { Voice } from './film.ts';

export const SOURCES = { export: 'exports', rss: 'RSS', pages: 'saved pages', crawl: 'crawl' } as const;

export function provenance(
  voice: Voice & { moment(at: string): string },
  coverage: Schemas['Coverage'],
  computedAt: string | null,
): TemplateResult {
  const kinds = ['export', 'rss', 'pages', 'crawl'] as const;
  const sources = kinds.filter((kind) => coverage.sources[kind] > 0).map((kind) => voice.say(SOURCES[kind]));
  const at = coverage.newest_observed_at ?? computedAt;
  const parts = [
    voice.say('{some} of {n} member|{some} of {n} members', { some: coverage.members_with_data, n: coverage.members }),
    sources.join(', '),
    at && voice.say('as of {date}', { date: voice.moment(at) }),
  ];
  return html`<p class="small" part="provenance">${parts.filter((part) => part).join(' · ')}<br />${attribution(voice)}</p>`;
}

/** The words that both sources of data ask for. */
export function attribution(voice: Voice): TemplateResult {
  return html`<span part="attribution">${voice.say('Ratings from Letterboxd members. This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.')}</span>`;
}
