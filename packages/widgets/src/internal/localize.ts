/**
 * Languages. The English text is the key: `say(lang, '{n} film|{n} films', { n })`. A dictionary gives each its text, with
 * the plural forms of its language split by `|` in the order of `FORMS`, those that the language has. What a dictionary lacks
 * stays English.
 */

/** English text → text in another language. */
export type Dictionary = Readonly<Record<string, string>>;

export type Arguments = Readonly<Record<string, string | number>>;

/** The order in which the plural forms of a text are written. */
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const RIGHT_TO_LEFT = /^(ar|fa|he|ur|yi|en-xb)\b/i;

const dictionaries = new Map<string, Dictionary>();
const listeners = new Set<() => void>();
const loaders = new Map<string, () => Promise<Dictionary>>([['de', async () => (await import('../lang/de.ts')).de]]);

/** Makes a language known, for elements with this `lang`, or above which an element has it. */
export function registerLanguage(lang: string, dictionary: Dictionary): void {
  dictionaries.set(lang.toLowerCase(), dictionary);
  for (const listener of listeners) listener();
}

/** Adds to a language that has a file of its own what more elements say; it is loaded together with that. */
export function extendLanguage(lang: string, load: () => Promise<Dictionary>): void {
  const known = dictionaries.get(lang);
  const base = known ? async () => known : loaders.get(lang);
  if (!base) {
    // Its file is on the way.
    const end = onLanguage(() => {
      if (!dictionaries.has(lang)) return;
      end();
      extendLanguage(lang, load);
    });
    return;
  }
  dictionaries.delete(lang);
  loaders.set(lang, async () => Object.assign({}, ...(await Promise.all([base(), load()]))));
}

/** Calls `listener` whenever a language comes in. Returns what ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language in which an element speaks: of itself or of the nearest above it, through shadow roots; else the page's. */
export function langOf(element: Element): string {
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    const lang = at instanceof Element && at.getAttribute('lang');
    if (lang) return lang;
  }
  return 'en';
}

export function directionOf(lang: string): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr';
}

function dictionaryOf(lang: string): Dictionary | undefined {
  const full = lang.toLowerCase();
  const short = full.split('-')[0]!;
  const found = dictionaries.get(full) ?? dictionaries.get(short);
  const load = found ? undefined : loaders.get(short);
  if (load) {
    loaders.delete(short);
    // English stays when the file can't be had: a page without a translation is better than one without text.
    load().then(
      (dictionary) => registerLanguage(short, dictionary),
      () => loaders.set(short, load),
    );
  }
  return found;
}

/** The text in a language, with its arguments set in; `n` chooses the plural form, and numbers are set as the language does. */
export function say(lang: string, text: string, values: Arguments = {}): string {
  const known = dictionaryOf(lang)?.[text];
  const inLang = known === undefined ? 'en' : lang;
  const forms = (known ?? text).split('|');
  let form = forms[0]!;
  if (forms.length > 1) {
    const rules = new Intl.PluralRules(inLang);
    const has = new Set<string>(rules.resolvedOptions().pluralCategories);
    form = forms[FORMS.filter((name) => has.has(name)).indexOf(rules.select(Number(values.n)))] ?? forms.at(-1)!;
  }
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(lang, value) : String(value ?? '');
  });
}

const formats = new Map<string, { format(value: number | Date): string }>();

/** A number as the language writes it, with exactly so many decimals. */
export function number(lang: string, value: number, decimals = 0, signed = false): string {
  const key = `${lang} ${decimals} ${signed}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: signed ? 'exceptZero' : 'auto',
    }) as { format(value: number | Date): string };
    formats.set(key, format);
  }
  return format.format(value);
}

/** A moment as the language writes it: `22 Nov 2026, 19:40`, in the reader's time zone. */
export function moment(lang: string, at: string | Date, time = true): string {
  const key = `${lang} date ${time}`;
  let format = formats.get(key);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', ...(time && { timeStyle: 'short' }) };
    format = new Intl.DateTimeFormat(lang, options) as { format(value: number | Date): string };
    formats.set(key, format);
  }
  return format.format(new Date(at));
}
