import type { Row } from './csv.ts';
import type { WorldFilm, WorldMember } from './world.ts';

/** Looks up the members and films that rows refer to, and notes those that aren't there. */
export class References {
  constructor(
    /** By lower-case user name. */
    private readonly members: ReadonlyMap<string, WorldMember>,
    private readonly films: ReadonlyMap<string, WorldFilm>,
  ) {}

  member(row: Row, column: string): WorldMember | null {
    const name = row.needed(column);
    if (name === null) return null;
    const member = this.members.get(name.toLowerCase());
    if (!member) row.fail(column, `there is no member "${name}" in members.csv`);
    return member ?? null;
  }

  film(row: Row): WorldFilm | null {
    const slug = row.needed('slug');
    if (slug === null) return null;
    const film = this.films.get(slug);
    if (!film) row.fail('slug', `there is no film "${slug}" in films.csv`);
    return film ?? null;
  }

  /** The member and film of a row, of which there may be only one row a file: `seen` has those of earlier rows. */
  pair(
    row: Row,
    seen: { has(key: string): boolean },
  ): { member: WorldMember | null; film: WorldFilm | null; key: string } {
    const member = this.member(row, 'username');
    const film = this.film(row);
    const key = `${member?.username}\n${film?.slug}`;
    if (member && film && seen.has(key)) {
      row.fail('slug', `${member.username} and ${film.slug} stand together already in an earlier row`);
    }
    return { member, film, key };
  }
}
