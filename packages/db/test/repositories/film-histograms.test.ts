import { type FilmDetails, readFilmHistograms, resolveFilms, storeFilmDetails } from '@cohort-almanac/db';
import { expect, test } from 'vitest';
import { migratedDatabase } from '../../../../tests/support/migrated.ts';
import { sighting } from './factories.ts';

test('histograms are read of the films asked for, without those that are flagged or not known', async () => {
  const { db, drop } = await migratedDatabase();
  try {
    const [known, flagged, average, other, none] = await resolveFilms(
      db,
      [1, 2, 3, 4, 5].map((n) => sighting(n)),
    );
    const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const details = (film_id: number, over: Partial<NonNullable<FilmDetails['histogram']>> = {}): FilmDetails => ({
      film_id,
      histogram: { weighted_average: 3.5, rating_count: 45, fans: null, counts, flagged: false, ...over },
      checked: ['histogram'],
    });
    const films = [
      details(known!),
      details(flagged!, { flagged: true }),
      details(average!, { counts: null }),
      details(other!),
    ];
    await db.transaction((tx) => storeFilmDetails(tx, films, new Date()));
    expect(await readFilmHistograms(db, [known!, flagged!, average!, none!])).toEqual(new Map([[known, counts]]));
    expect(await readFilmHistograms(db, [])).toEqual(new Map());
  } finally {
    await drop();
  }
});
