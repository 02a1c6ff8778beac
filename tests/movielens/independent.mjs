/**
 * A second, independent computation of a MovieLens cohort's numbers, straight from ratings.csv and the published
 * formulas. It shares no code with the product on purpose: it is there to disagree.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(number) {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62] + text;
  return text || '0';
}

/** @returns per film: id, slug, lid, watchers, likes, counts of the ten half stars */
export function readFilms(folder) {
  const films = new Map();
  const members = new Set();
  let rows = 0;
  for (const line of readFileSync(join(folder, 'ratings.csv'), 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [user, movie, rating] = line.split(',');
    members.add(user);
    rows += 1;
    const id = Number(movie);
    let film = films.get(id);
    if (!film) {
      film = { id, slug: `ml-${id}`, lid: base62(id), w: 0, likes: 0, counts: new Array(10).fill(0) };
      films.set(id, film);
    }
    const stars = Number(rating);
    film.w += 1;
    film.counts[Math.round(stars * 2) - 1] += 1;
    if (stars >= 4.5) film.likes += 1;
  }
  return { films: [...films.values()], members: members.size, rows };
}

const less = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const mean = (film) => film.counts.reduce((s, n, i) => s + n * (i + 1), 0) / 2 / film.w;
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
const share = (film, from, to) => film.counts.slice(from - 1, to).reduce((s, n) => s + n, 0);

export function stddev(film) {
  const m = mean(film);
  return Math.sqrt(film.counts.reduce((s, n, i) => s + n * ((i + 1) / 2 - m) ** 2, 0) / film.w);
}

function shapeBonus(f) {
  const e = share(f, 9, 10);
  const h = share(f, 8, 8);
  const mh = share(f, 7, 7);
  const ml = share(f, 6, 6);
  const lm = share(f, 5, 5);
  const l = share(f, 1, 4);
  const high = e + h;
  const low = lm + l;
  const atLeast = (n, percent) => 100 * n >= percent * f.w;
  const atMost = (n, percent) => 100 * n <= percent * f.w;
  if (atLeast(e, 40) && atMost(low, 10)) return 0.3;
  if (atLeast(high, 60) && atMost(low, 15)) return 0.15;
  if (atLeast(low, 45) && atMost(high, 20)) return -0.15;
  if (atLeast(low, 35) && atLeast(high, 25)) return 0.05;
  if (atLeast(ml, 25) && atLeast(mh, 25)) return -0.05;
  if (atLeast(mh + ml, 60) && atMost(low, 20)) return 0;
  return 0;
}

function zScores(values) {
  const n = values.length;
  const m = values.reduce((s, v) => s + v, 0) / n;
  const sd = Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0) / n);
  return values.map((v) => (sd === 0 ? 0 : (v - m) / sd));
}

function ranked(films, score) {
  return films
    .map((film, i) => ({ ...film, score: score(film, i) }))
    .sort((a, b) => b.score - a.score || b.w - a.w || less(a.slug, b.slug) || less(a.lid, b.lid));
}

/** The bayesian ranking of films with at least two watchers; nobody has favourites in MovieLens. */
export function bayesian(all, n) {
  const m = clamp(n / 4, 3, 50);
  const baseline = clamp(n / 2, 4, 75);
  const films = all.filter((f) => f.w >= 2).sort((a, b) => less(a.slug, b.slug));
  const c = all.reduce((s, f) => s + mean(f), 0) / all.length;
  const z = zScores(films.map((f) => Math.log10(f.w)));
  return ranked(films, (f, i) => {
    const base = (f.w / (f.w + m)) * mean(f) + (m / (f.w + m)) * c;
    const consensus = (share(f, 8, 10) - share(f, 1, 4)) / f.w;
    return (
      base + Math.min(1, f.w / baseline) * 0.25 * (f.likes / f.w) + 0.25 * z[i] + 0.1 * consensus + 0.15 * shapeBonus(f)
    );
  });
}

/** The lower bound of the Wilson interval of the share of ratings of 3.5 and more. */
export function wilson(all) {
  const Z = 1.959964;
  return ranked(
    all.filter((f) => f.w >= 2),
    (f) => {
      const p = share(f, 7, 10) / f.w;
      const n = f.w;
      return (p + Z ** 2 / (2 * n) - Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n * n))) / (1 + Z ** 2 / n);
    },
  );
}
