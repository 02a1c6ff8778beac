/** Writes unsettled.zip: the export of an invented member who has seen a film that no search can settle. There are two of its name. */
import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';

const FILM = '2026-11-02,Nosferatu,,https://boxd.it/2Bc4';
const files = {
  'profile.csv':
    'Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,Favorite Films\n2019-04-01,orlok_fan,,,,,,,,\n',
  'ratings.csv': `Date,Name,Year,Letterboxd URI,Rating\n${FILM},4\n`,
  'watched.csv': `Date,Name,Year,Letterboxd URI\n${FILM}\n`,
};
writeFileSync(
  'unsettled.zip',
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
);
