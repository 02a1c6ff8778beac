/** What is said of a film in a list. */
import type { Schemas } from '@cohort-almanac/sdk';
import { html, nothing, type TemplateResult } from 'lit';

type Row = Schemas['RankingRow'];
/** How an element speaks: its `say` and its `number`. */
export interface Voice {
  say(text: string, values?: Record<string, string | number>): string;
  number(value: number, decimals?: number, signed?: boolean): string;
}

/** The labels that say something, in words; those that hold of any film are left out. */
export const WORDS: Readonly<Record<string, string>> = {
  'masterpiece-consensus': 'Masterpiece by consensus',
  'consensus-bomb': 'Bomb by consensus',
  polarizing: 'Polarizing',
  'general-dislike': 'Generally disliked',
  'certified-favorite': 'Certified favorite',
  'cult-darling': 'Cult darling',
  'steady-crowdpleaser': 'Steady crowd-pleaser',
  'even-split': 'Even split',
  'balanced-chaos': 'Balanced chaos',
  unanimous: 'Unanimous',
  agreement: 'In agreement',
  divisive: 'Divisive',
};

export function words(voice: Voice, film: Pick<Row, 'bucket' | 'distribution' | 'consensus'>): string {
  const bucket = film.bucket === 'Steady performer' ? undefined : film.bucket;
  const shape = WORDS[film.distribution] ?? WORDS[film.consensus ?? ''];
  return [bucket, shape].flatMap((text) => (text ? [voice.say(text)] : [])).join(' · ');
}

/** What is known of a film to lead to a page of it; `film_id` is missing in lists that are shared. */
interface Led {
  film_id?: number;
  slug: string | null;
  lid?: string | null;
}

/** The film's page: on Letterboxd, as far as one is known, unless `leadTo` says otherwise. */
export let pageOf = ({ slug, lid }: Led): string | null =>
  slug
    ? `https://letterboxd.com/film/${encodeURIComponent(slug)}/`
    : lid
      ? `https://boxd.it/${encodeURIComponent(lid)}`
      : null;

/** Leads every title of the page elsewhere, as the dashboard does, which has pages of its own. Returns what ends that. */
export function leadTo(page: (film: Led) => string | null): () => void {
  const before = pageOf;
  pageOf = (film) => page(film) ?? before(film);
  return () => {
    pageOf = before;
  };
}

/** Title and year; the title leads to the film's page. */
export function titled(film: Led & { title: string; release_year: number | null }) {
  const page = pageOf(film);
  return html`${
    page
      ? html`<a class="title" part="title" href=${page} target="_blank" rel="noopener">${film.title}</a>`
      : html`<span class="title" part="title">${film.title}</span>`
  }${film.release_year === null ? nothing : html`<span class="year">${film.release_year}</span>`}`;
}

export function directors({ directors }: Pick<Row, 'directors'>): string {
  return directors.map(({ name }) => name).join(', ');
}

/** `+0.43`, with the sign that typography has for it; a dash where the world's mean is not known. */
export function signed(voice: Voice, value: number | null): string {
  return value === null ? '–' : voice.number(value, 2, true).replace('-', '−');
}

/** Where it stood before: ▲3, ▼2, ＝, new. */
export function moved(voice: Voice, { rank, previous_rank }: Pick<Row, 'rank' | 'previous_rank'>): TemplateResult {
  if (previous_rank === null) return html`<span>${voice.say('new')}</span>`;
  const steps = previous_rank - rank;
  if (steps === 0) return html`<span aria-hidden="true">＝</span><span class="unseen">${voice.say('unchanged')}</span>`;
  const text = steps > 0 ? 'up {n}' : 'down {n}';
  return html`<span aria-hidden="true">${steps > 0 ? '▲' : '▼'}${voice.number(Math.abs(steps))}</span
    ><span class="unseen">${voice.say(text, { n: Math.abs(steps) })}</span>`;
}

/** What a histogram shows, as a sentence. */
export function histogramText(voice: Voice, counts: readonly number[]): string {
  const high = counts.slice(7).reduce((sum, n) => sum + n, 0);
  const low = counts.slice(0, 4).reduce((sum, n) => sum + n, 0);
  return voice.say('{high} gave four stars or more, {low} two or fewer', { high, low });
}
