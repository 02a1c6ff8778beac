/** Where the world's films can be watched: invented services, the same for a film each time. */
import type { WorldFilm } from '../world.ts';

const COUNTRIES = ['DE', 'FR', 'GB', 'US'];
const SERVICES = [
  { provider_id: 9001, provider_name: 'Lantern', logo_path: null, display_priority: 1 },
  { provider_id: 9002, provider_name: 'Reel Attic', logo_path: null, display_priority: 2 },
  { provider_id: 9003, provider_name: 'Matinee Club', logo_path: null, display_priority: 3 },
];

/** As TMDB gives it: a country where nobody offers the film is missing, and so is a kind of offer that nobody makes. */
export function watchProviders({ tmdb_id, tmdb_type }: WorldFilm) {
  const id = tmdb_id ?? 0;
  return {
    results: Object.fromEntries(
      COUNTRIES.flatMap((country, n) => {
        if ((id + n) % 4 === 3) return [];
        const link = `https://www.themoviedb.org/${tmdb_type}/${id}/watch?locale=${country}`;
        const streamed = (id + n) % 2 === 0 ? { flatrate: [SERVICES[(id + n) % 3]] } : {};
        return [[country, { link, ...streamed, rent: [SERVICES[(id + n + 1) % 3]] }]];
      }),
    ),
  };
}
