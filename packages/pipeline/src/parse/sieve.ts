/**
 * Reads a page once, as a stream of tags, and builds a tree of the parts that matter only. On a films page that is about
 * an eighth of the nodes, so it costs less than a tree of the whole page.
 */
import { type Document, DomHandler, type Element, isTag } from 'domhandler';
import { Parser } from 'htmlparser2';

export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * `item` and `tree` keep an element with all that is in it, items apart from the rest; `tag` keeps the element alone, and null
 * looks further inside.
 */
export type Keep = 'item' | 'tree' | 'tag' | null;

export interface SieveSpec {
  /** Decides for each element outside a kept tree, in the order of the page. */
  keep(name: string, attributes: Attributes, inScope: boolean): Keep;
  /** Inside a kept tree: an element of which nothing matters but itself. */
  hollow?(attributes: Attributes): boolean;
  /** The element inside which `inScope` is true. */
  scope?(name: string, attributes: Attributes): boolean;
  /** Whether nothing that matters can follow once the site's footer begins. */
  endsAtFooter: boolean;
}

export interface SievedPage {
  /** The items, in the order of the page. One that the page's end cut off is not among them. */
  items: Element[];
  /** The other kept parts, side by side; likewise only whole ones. Without the items it is small, and quick to search. */
  document: Document;
  /** Whether the text ended while elements were still open: the page came only in part. */
  cutOff: boolean;
}

/** Whether a `class` value has that word. */
export function hasWord(classes: string | undefined, word: string): boolean {
  if (classes === undefined) return false;
  const at = classes.indexOf(word);
  if (at < 0) return false;
  if (classes.length === word.length) return true;
  return classes.split(/\s+/u).includes(word);
}

// The site and browsers write names in lower case. Were that to change, nothing would be found, and the page refused.
// Entities are decoded in what is kept only: a poster's JSON attributes are full of them, and most of a page is not kept.
const OPTIONS = { lowerCaseTags: false, lowerCaseAttributeNames: false, decodeEntities: false };

// Real pages nest some thirty levels deep. Beyond this a page is hostile or broken: reading stops, as if it were cut off there.
const MAX_DEPTH = 512;

/**
 * Sieves one page. The end of the text closes nothing: what is still open then was cut off, so its text may be half a word,
 * and it is left out.
 */
export function sieve(html: string, spec: SieveSpec): SievedPage {
  const tree = new DomHandler();
  const { children } = tree.root;
  const items: Element[] = [];
  let depth = 0;
  let keptDepth = 0;
  let keptAs: Keep = null;
  let isScript = false;
  let hollowDepth = 0;
  let scopeDepth = 0;
  let ended = false;

  const open = (name: string, attributes: Record<string, string>): void => {
    depth += 1;
    if (depth > MAX_DEPTH) parser.pause();
    if (keptDepth > 0) {
      keptDepth += 1;
      if (hollowDepth > 0) return;
      tree.onopentag(name, decodeAll(attributes));
      if (spec.hollow?.(attributes)) hollowDepth = keptDepth;
      return;
    }
    if (spec.endsAtFooter && name === 'footer' && attributes.id === 'page-footer') {
      ended = true;
      parser.pause();
      return;
    }
    if (scopeDepth === 0 && spec.scope?.(name, attributes)) scopeDepth = depth;
    keptAs = spec.keep(name, attributes, scopeDepth > 0);
    if (keptAs === null) return;
    tree.onopentag(name, decodeAll(attributes));
    isScript = name === 'script';
    if (keptAs === 'tag') tree.onclosetag();
    else keptDepth = 1;
  };

  const close = (): void => {
    if (keptDepth > 0) {
      if (keptDepth === hollowDepth) hollowDepth = 0;
      if (hollowDepth === 0) tree.onclosetag();
      keptDepth -= 1;
      if (keptDepth === 0 && keptAs === 'item') {
        const item = children.pop();
        if (item && isTag(item)) items.push(item);
      }
    }
    if (depth === scopeDepth) scopeDepth = 0;
    depth -= 1;
  };

  const text = (data: string): void => {
    if (keptDepth > 0 && hollowDepth === 0) tree.ontext(isScript ? data : decode(data));
  };

  const parser = new Parser({ onopentag: open, onclosetag: close, ontext: text }, OPTIONS);
  parser.write(html);

  if (keptDepth > 0) children.pop();
  return { items, document: tree.root, cutOff: !ended && depth > 0 };
}

function decodeAll(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) attributes[name] = decode(attributes[name]!);
  return attributes;
}

/** Decodes the entities of a text or attribute value. */
function decode(raw: string): string {
  if (!raw.includes('&')) return raw;
  // Nearly all are these; for all others the library is asked, by way of an attribute that holds the text.
  const unquoted = raw.replaceAll('&quot;', '"');
  if (!unquoted.includes('&')) return unquoted;
  let decoded = '';
  const parser = new Parser({
    onattribute(_, value) {
      decoded = value;
    },
  });
  parser.write(`<a b="${raw.replaceAll('"', '&quot;')}">`);
  return decoded;
}
