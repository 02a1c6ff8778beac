/** FILM arguments: how people name one film. */
import { type Database, type FilmCard, findFilms } from '@cohort-almanac/db';
import { Failure } from './errors.ts';
import { titleOf } from './films.ts';

const PREFIXES: Readonly<Record<string, (film: FilmCard, name: string) => boolean>> = {
  id: (film, name) => String(film.film_id) === name,
  slug: (film, name) => film.slug === name || bearsAlias(film, 'slug', name),
  lid: (film, name) => film.lid === name || bearsAlias(film, 'lid', name),
};

const bearsAlias = ({ aliases }: FilmCard, kind: string, name: string): boolean =>
  aliases.some((alias) => alias.kind === kind && alias.value === name);

/**
 * The film of a FILM argument: a slug, a lid or a film id; where one film's slug is another's id, `slug:`, `lid:` or `id:`
 * before it tells them apart. Throws a Failure that says what to do.
 */
export async function filmOf(db: Database, argument: string): Promise<FilmCard> {
  const [, prefix, name = argument] = /^(id|slug|lid):(.+)$/.exec(argument) ?? [];
  const found = await findFilms(db, name);
  const films = prefix === undefined ? found : found.filter((film) => PREFIXES[prefix]!(film, name));
  if (films.length > 1) {
    const which = films.map((film) => `id:${film.film_id} is ${titleOf(film)}`).join(', ');
    throw new Failure(
      `"${argument}" can mean ${films.length} films: ${which}. Say which by its id, as in id:${films[0]!.film_id}.`,
    );
  }
  if (films[0]) return films[0];
  throw new Failure(
    `No film "${argument}" is known here. Give its slug, lid or film id. Films become known by a sync or an import.`,
  );
}
