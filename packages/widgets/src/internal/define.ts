/**
 * Defines an element. Harmless where it is defined already (a page that has the script twice, or two versions: the first
 * one stays), and where there is no registry (Node).
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(name)) customElements.define(name, element);
}
