/** A world, indexed by what pages ask for. A member's shelves are sorted when they are first asked for, and kept. */
import { compareText, type HalfStars } from '@cohort-almanac/core';
import { slugify } from './text.ts';
import type { World, WorldFilm, WorldList, WorldMember, WorldRating } from './world.ts';

/** A film on somebody's shelf, with what its owner said about it. */
export interface ShelfItem {
  film: WorldFilm;
  half_stars: HalfStars | null;
  liked: boolean;
  /** When it was rated or liked, in milliseconds; null = unknown. */
  at: number | null;
}

/** An entry of a member's diary: a watched film with a known date. */
export interface DiaryEntry extends ShelfItem {
  /** Letterboxd's number of the viewing; here the row's place in the world, counted from 1. */
  viewing_id: number;
  at: number;
}

/** A person who directed films of this world. */
export interface Director {
  name: string;
  slug: string;
  /** An invented TMDB id, always the same for the same set of names. */
  tmdb_id: number;
  films: WorldFilm[];
}

/** Everything that one member's pages show. */
export class Shelf {
  readonly ratings: { rating: WorldRating; viewing_id: number }[] = [];
  readonly likesOnly: ShelfItem[] = [];
  readonly favorites: { film: WorldFilm; position: number }[] = [];
  readonly watchlist: WorldFilm[] = [];
  readonly following: WorldMember[] = [];
  readonly followers: WorldMember[] = [];
  readonly lists = new Map<string, WorldList>();
  private readonly sorted = new Map<string, ShelfItem[]>();
  private ratingByFilm: Map<WorldFilm, HalfStars | null> | null = null;
  private entries: DiaryEntry[] | null = null;

  constructor(readonly member: WorldMember) {}

  /** All watched films, newest release first. */
  films(): ShelfItem[] {
    return this.once('films', () => this.watched().sort(newestRelease));
  }

  /** Watched films with a rating, newest release first. */
  ratedFilms(): ShelfItem[] {
    return this.once('rated', () => this.films().filter((item) => item.half_stars !== null));
  }

  /** All watched films, newest rating first, then ratings without a date, then those without a rating. */
  filmsByRatedDate(): ShelfItem[] {
    return this.once('by-date', () => {
      const unrated = (item: ShelfItem): number => (item.half_stars === null ? 1 : 0);
      return this.watched().sort((a, b) => unrated(a) - unrated(b) || newestFirst(a, b) || newestRelease(a, b));
    });
  }

  /** `filmsByRatedDate` without the unrated. */
  ratedFilmsByRatedDate(): ShelfItem[] {
    return this.once('rated-by-date', () => this.filmsByRatedDate().filter((item) => item.half_stars !== null));
  }

  /** All liked films, newest like first; a rated film counts as liked when it was rated. */
  likes(): ShelfItem[] {
    return this.once('likes', () => {
      const liked = new Map(this.likesOnly.map((item) => [item.film, item]));
      for (const item of this.watched()) if (item.liked && !liked.has(item.film)) liked.set(item.film, item);
      return [...liked.values()].sort((a, b) => newestFirst(a, b) || newestRelease(a, b));
    });
  }

  /** Liked films without a rating, newest like first. */
  likesWithoutRating(): ShelfItem[] {
    return this.once('likes-unrated', () => this.likes().filter((item) => item.half_stars === null));
  }

  /** Watched films with a date, newest first. */
  diary(): DiaryEntry[] {
    this.entries ??= this.ratings
      .flatMap(({ rating: r, viewing_id }) =>
        r.rated_at === null
          ? []
          : [{ film: r.film, half_stars: r.half_stars, liked: r.liked, at: r.rated_at, viewing_id }],
      )
      .sort((a, b) => b.at - a.at || b.viewing_id - a.viewing_id);
    return this.entries;
  }

  /** The member's rating of a film in half stars; null when there is none. */
  ratingOf(film: WorldFilm): HalfStars | null {
    this.ratingByFilm ??= new Map(this.ratings.map(({ rating }) => [rating.film, rating.half_stars]));
    return this.ratingByFilm.get(film) ?? null;
  }

  private watched(): ShelfItem[] {
    // A watched film without a rating can be liked in likes.csv too; its page shows the heart either way.
    const alsoLiked = new Set(this.likesOnly.map((item) => item.film));
    return this.ratings.map(({ rating: r }) => ({
      film: r.film,
      half_stars: r.half_stars,
      liked: r.liked || alsoLiked.has(r.film),
      at: r.rated_at,
    }));
  }

  private once(key: string, make: () => ShelfItem[]): ShelfItem[] {
    let items = this.sorted.get(key);
    if (!items) {
      items = make();
      this.sorted.set(key, items);
    }
    return items;
  }
}

/** The indexed world. */
export class Site {
  readonly shelves = new Map<string, Shelf>();
  readonly filmsBySlug = new Map<string, WorldFilm>();
  readonly filmsByLetterboxdId = new Map<number, WorldFilm>();
  /** Keys are `movie/862`. When two films have one TMDB id the first counts. */
  readonly filmsByTmdb = new Map<string, WorldFilm>();
  readonly filmsByImdb = new Map<string, WorldFilm>();
  readonly listLikers = new Map<WorldList, WorldMember[]>();
  readonly fans = new Map<WorldFilm, number>();
  readonly directors = new Map<string, Director>();
  private readonly directorSlugs = new Map<string, string>();

  constructor(readonly world: World) {
    for (const member of world.members) this.shelves.set(member.username.toLowerCase(), new Shelf(member));
    for (const film of world.films) this.addFilm(film);
    world.ratings.forEach((rating, index) => {
      this.shelfOf(rating.member).ratings.push({ rating, viewing_id: index + 1 });
    });
    for (const { member, film, liked_at } of world.likes) {
      this.shelfOf(member).likesOnly.push({ film, half_stars: null, liked: true, at: liked_at });
    }
    for (const { member, film, position } of world.favorites) {
      this.shelfOf(member).favorites.push({ film, position });
      this.fans.set(film, (this.fans.get(film) ?? 0) + 1);
    }
    for (const { member, film } of world.watchlists) this.shelfOf(member).watchlist.push(film);
    for (const { follower, followed } of world.follows) {
      this.shelfOf(follower).following.push(followed);
      this.shelfOf(followed).followers.push(follower);
    }
    for (const list of world.lists) {
      this.shelfOf(list.owner).lists.set(list.slug, list);
      this.listLikers.set(list, []);
    }
    for (const { member, list } of world.list_likes) this.listLikers.get(list)?.push(member);
    for (const shelf of this.shelves.values()) shelf.favorites.sort((a, b) => a.position - b.position);
    this.addDirectors();
  }

  /** The shelf under a user name in any letter case. */
  shelf(username: string): Shelf | null {
    return this.shelves.get(username.toLowerCase()) ?? null;
  }

  /** The slug under which a director's page stands. */
  directorSlug(name: string): string {
    return this.directorSlugs.get(name) ?? slugify(name);
  }

  /** The shelf of a member of this world. */
  shelfOf(member: WorldMember): Shelf {
    return this.shelves.get(member.username.toLowerCase())!;
  }

  private addFilm(film: WorldFilm): void {
    this.filmsBySlug.set(film.slug, film);
    if (film.letterboxd_id !== null) this.filmsByLetterboxdId.set(film.letterboxd_id, film);
    const tmdb = `${film.tmdb_type}/${film.tmdb_id}`;
    if (film.tmdb_id !== null && !this.filmsByTmdb.has(tmdb)) this.filmsByTmdb.set(tmdb, film);
    if (film.imdb_id !== null && !this.filmsByImdb.has(film.imdb_id)) this.filmsByImdb.set(film.imdb_id, film);
  }

  /** Names in code unit order, so that slugs and ids that collide go to the same person in every run. */
  private addDirectors(): void {
    const films = new Map<string, WorldFilm[]>();
    for (const film of this.world.films) {
      for (const name of new Set(film.directors)) films.set(name, [...(films.get(name) ?? []), film]);
    }
    const ids = new Set<number>();
    for (const name of [...films.keys()].sort(compareText)) {
      const base = slugify(name);
      let slug = base;
      for (let n = 1; this.directors.has(slug); n += 1) slug = `${base}-${n}`;
      let tmdb_id = personId(name);
      while (ids.has(tmdb_id)) tmdb_id += 1;
      ids.add(tmdb_id);
      this.directors.set(slug, { name, slug, tmdb_id, films: films.get(name)!.sort(newestFilm) });
      this.directorSlugs.set(name, slug);
    }
  }
}

/** FNV-1a of the name (http://www.isthe.com/chongo/tech/comp/fnv/), brought to the size of TMDB's ids. */
function personId(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash % 9_000_000) + 1_000_000;
}

/** Newest first; what has no date comes last. */
function newestFirst(a: ShelfItem, b: ShelfItem): number {
  if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
  return b.at - a.at;
}

/** Newest release first, films without a year last, ties by slug. */
function newestFilm(a: WorldFilm, b: WorldFilm): number {
  return (b.year ?? 0) - (a.year ?? 0) || compareText(a.slug, b.slug);
}

function newestRelease(a: ShelfItem, b: ShelfItem): number {
  return newestFilm(a.film, b.film);
}
