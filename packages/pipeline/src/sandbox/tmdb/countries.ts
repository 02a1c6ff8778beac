/** Countries as worlds write them (English names or ISO 3166-1 codes), as Letterboxd names them, and as TMDB codes them. */

const ENGLISH = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Names that are not ICU's: Letterboxd's own, and states of the past under TMDB's codes for them. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  GB: 'UK',
  US: 'USA',
  // https://developer.themoviedb.org/reference/configuration-countries
  SU: 'Soviet Union',
  XC: 'Czechoslovakia',
  XG: 'East Germany',
  YU: 'Yugoslavia',
};

/** Other English names in use. */
const ALIASES: Readonly<Record<string, string>> = {
  'united kingdom': 'GB',
  'united states': 'US',
  'united states of america': 'US',
  'hong kong': 'HK',
  macau: 'MO',
  turkey: 'TR',
  'czech republic': 'CZ',
  'bosnia and herzegovina': 'BA',
  burma: 'MM',
  'ivory coast': 'CI',
  ussr: 'SU',
  palestine: 'PS',
};

const NAME_OF = new Map<string, string>();
const CODE_OF = new Map(Object.entries(ALIASES));
for (let first = 65; first <= 90; first += 1) {
  for (let second = 65; second <= 90; second += 1) {
    const code = String.fromCharCode(first, second);
    const own = OWN_NAMES[code];
    const name = own ?? ENGLISH.of(code);
    // ICU answers old codes (DD, FX, UK) with the name of their successor; such a code is not the country's own.
    if (name === undefined || (own === undefined && new Intl.Locale(`und-${code}`).region !== code)) continue;
    NAME_OF.set(code, name);
    if (!CODE_OF.has(name.toLowerCase())) CODE_OF.set(name.toLowerCase(), code);
  }
}

/** The ISO 3166-1 code (or TMDB's, for states of the past) of a name or code; null when it is neither. */
export function countryCode(nameOrCode: string): string | null {
  const upper = nameOrCode.toUpperCase();
  return NAME_OF.has(upper) ? upper : (CODE_OF.get(nameOrCode.toLowerCase()) ?? null);
}

/** The English name under which the site shows a country; what isn't known is shown as it is written. */
export function countryName(nameOrCode: string): string {
  const code = countryCode(nameOrCode);
  return code === null ? nameOrCode : NAME_OF.get(code)!;
}
