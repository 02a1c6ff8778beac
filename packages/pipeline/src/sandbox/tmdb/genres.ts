/** TMDB's numbers of genres. */

/** https://developer.themoviedb.org/reference/genre-movie-list and genre-tv-list. */
const KNOWN: Readonly<Record<string, number>> = {
  action: 28,
  'action & adventure': 10759,
  adventure: 12,
  animation: 16,
  comedy: 35,
  crime: 80,
  documentary: 99,
  drama: 18,
  family: 10751,
  fantasy: 14,
  history: 36,
  horror: 27,
  kids: 10762,
  music: 10402,
  mystery: 9648,
  romance: 10749,
  'sci-fi & fantasy': 10765,
  'science fiction': 878,
  thriller: 53,
  'tv movie': 10770,
  war: 10752,
  'war & politics': 10768,
  western: 37,
};

/** TMDB's number of a genre, or for other names an invented one above TMDB's, the same in every run. */
export function genreId(name: string): number {
  const key = name.toLowerCase();
  if (Object.hasOwn(KNOWN, key)) return KNOWN[key]!;
  let hash = 0;
  for (const char of key) hash = (hash * 31 + char.codePointAt(0)!) % 900_000;
  return 100_000 + hash;
}
