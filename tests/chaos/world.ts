/** A part of MovieLens as a folder that the sandbox serves: the world's CSV files, for its first members. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMovielens } from '@cohort-almanac/pipeline';

/**
 * Writes the first `members` of MovieLens in `from` to the folder `to`, with the films that they rated; the first of them
 * follows the others. What the site says of a film (its average, its histogram) stays that of all of MovieLens.
 * @returns the name of the one who follows the others
 */
export function writeFirstMembers(from: string, to: string, members: number): string {
  const all = loadMovielens(from);
  const chosen = new Set(all.members.slice(0, members));
  const ratings = all.ratings.filter(({ member }) => chosen.has(member));
  const rated = new Set(ratings.map(({ film }) => film));
  const films = all.films.filter((film) => rated.has(film));
  const [first, ...others] = chosen;
  if (!first) throw new Error(`There are no members in ${from}.`);

  mkdirSync(to, { recursive: true });
  const write = (name: string, header: string, rows: (string | number | null)[][]) => {
    const lines = rows.map((row) => `${row.map(cell).join(',')}\n`);
    writeFileSync(join(to, `${name}.csv`), `${header}\n${lines.join('')}`);
  };
  write(
    'members',
    'username,display_name',
    [...chosen].map((m) => [m.username, m.display_name]),
  );
  write(
    'follows',
    'follower,followed',
    others.map((m) => [first.username, m.username]),
  );
  write(
    'films',
    'slug,title,year,lid,letterboxd_id,tmdb_type,tmdb_id,imdb_id,runtime,directors,genres,countries,weighted_average,histogram',
    films.map((f) => [
      ...[f.slug, f.title, f.year, f.lid, f.letterboxd_id, f.tmdb_type, f.tmdb_id, f.imdb_id, f.runtime_minutes],
      ...[f.directors.join(';'), f.genres.join(';'), f.countries.join(';')],
      ...[f.weighted_average, f.histogram?.join(';') ?? null],
    ]),
  );
  write(
    'ratings',
    'username,slug,rating,liked,rated_at',
    ratings.map(({ member, film, half_stars, liked, rated_at }) => [
      ...[member.username, film.slug, half_stars === null ? null : half_stars / 2, liked ? 1 : 0],
      rated_at === null ? null : new Date(rated_at).toISOString(),
    ]),
  );
  return first.username;
}

/** One cell after RFC 4180; null is empty. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
