/** How text is compared: without letter case, accents and punctuation, in every script. */

/** Letters that Unicode does not take apart into a base letter and an accent. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};
const UNDECOMPOSED_LETTERS = /[æœøßđðþłħı]/gu;
// Only the diacritics block: the marks of other scripts (Japanese voicing, Indic vowels) are letters to their readers.
const DIACRITICS = /[\u0300-\u036f]+/gu;
const NOT_ASCII = /[^\0-\x7f]/u;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;
const OUTER_DASHES = /^-|-$/g;
const PUNCTUATION = /[^\p{L}\p{N}\p{M}\s]+/gu;

/** Small letters without accents; compatibility forms (full-width letters, ligatures) become plain ones. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(UNDECOMPOSED_LETTERS, (letter) => UNDECOMPOSED[letter]!);
}

/** The key under which names are equal: `Science Fiction` and `science-fiction`, `Agnès Varda` and `agnes varda`. */
export function nameKey(text: string): string {
  return fold(text).replace(SEPARATORS, '-').replace(OUTER_DASHES, '');
}

/**
 * The text in which words of a query are looked for: the title with its punctuation as spaces, and once more without it,
 * so that both `spider man` and `spiderman` find Spider-Man. A title of nothing but signs (`$`) is kept as it is.
 */
export function searchText(title: string): string {
  const folded = fold(title);
  const spaced = folded.replace(SEPARATORS, ' ').trim();
  if (spaced === '') return folded;
  const joined = folded.replace(PUNCTUATION, '');
  return joined === spaced ? spaced : `${spaced}\n${joined}`;
}

/** What `q` asks for: its words; when it has none, the signs themselves. */
export function queryWords(q: string): string[] {
  const folded = fold(q);
  const words = folded.split(SEPARATORS).filter(Boolean);
  return words.length > 0 ? words : folded.split(/\s+/u).filter(Boolean);
}
