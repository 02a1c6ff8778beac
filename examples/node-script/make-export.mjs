/** Writes an account export, in the form in which Letterboxd makes them, of a member who is invented. */
import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';

const USERNAME = 'mara_reels';
const DAY = '2026-11-02';

/** Title, year, short link, stars, liked. */
const SEEN = [
  ['The Ascent', 1977, 'w73L', 5, true],
  ['Touki Bouki', 1973, 'NJ7y', 4.5, true],
  ['The Cremator', 1969, 'CK0G', 4.5, true],
  ['The House Is Black', 1963, 'fxCa', 4, false],
  ['Distant Voices, Still Lives', 1988, '0Dau', 5, true],
  ['The Heartbreak Kid', 1972, 'HT5z', 4, false],
  ['Daisies', 1966, 'xLSF', 4, true],
  ['Wanda', 1970, 'PHkW', 4.5, false],
  ['12 Angry Men', 1957, 'Kq7a', 3.5, false],
  ['8½', 1963, 'GieP', 3, false],
  ['Playtime', 1967, 'V1Us', 5, true],
  ['Suspiria', 1977, 'WP8C', 2.5, false],
];
const WANTED = [
  ['A Brighter Summer Day', 1991, '9KxR'],
  ['Hyenas', 1992, 'xIWC'],
];

const row = ([title, year, link]) => [DAY, title, year, `https://boxd.it/${link}`];
const file = (header, rows) => strToU8(stringify([header.split(','), ...rows]));
const zip = zipSync({
  'profile.csv': file(
    'Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,Favorite Films',
    [['2019-04-01', USERNAME, '', '', '', '', '', '', '', 'https://boxd.it/w73L, https://boxd.it/V1Us']],
  ),
  'ratings.csv': file(
    'Date,Name,Year,Letterboxd URI,Rating',
    SEEN.map((film) => [...row(film), film[3]]),
  ),
  'watched.csv': file('Date,Name,Year,Letterboxd URI', SEEN.map(row)),
  'likes/films.csv': file('Date,Name,Year,Letterboxd URI', SEEN.filter((film) => film[4]).map(row)),
  'watchlist.csv': file('Date,Name,Year,Letterboxd URI', WANTED.map(row)),
  'diary.csv': file('Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date', []),
});
const name = `letterboxd-${USERNAME}-2026-11-20-18-30-utc.zip`;
writeFileSync(name, zip);
console.log(`${name}: ${SEEN.length} films`);
