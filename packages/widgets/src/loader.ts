/**
 * One script tag for a page: loads each almanac element that the page holds, or comes to hold, from where the script itself
 * came from, and reads from that almanac unless an element says otherwise.
 */
import { setDefaults } from './internal/defaults.ts';

const here = new URL('.', import.meta.url);
const asked = new Set<string>();

function load(root: ParentNode): void {
  for (const element of root.querySelectorAll('*')) meet(element);
}

function meet({ localName }: Element): void {
  const name = /^almanac-([a-z-]+)$/.exec(localName)?.[1];
  if (!name || asked.has(name) || customElements.get(localName)) return;
  asked.add(name);
  import(new URL(`${name}.js`, here).href).catch(() => {
    asked.delete(name);
    console.warn(`Cohort Almanac has no element <${localName}>, or it could not be loaded from ${here}.`);
  });
}

setDefaults({ baseUrl: here.origin });
load(document);
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      meet(node);
      load(node);
    }
  }
}).observe(document, { childList: true, subtree: true });
