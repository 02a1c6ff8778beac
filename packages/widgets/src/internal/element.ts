/** What all elements have in common: where they read from, how they look, which language they speak. */
import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { base } from '../tokens/base.ts';
import { tokens } from '../tokens/tokens.ts';
import { defaults } from './defaults.ts';
import { type Arguments, directionOf, langOf, moment, number, onLanguage, say } from './localize.ts';
import type { Source } from './source.ts';

export abstract class AlmanacElement extends LitElement {
  static override properties: PropertyDeclarations = {
    baseUrl: { attribute: 'base-url' },
    token: {},
    theme: { reflect: true },
    density: { reflect: true },
    lang: {},
  };
  static override styles: CSSResultGroup = [tokens, base];

  /** Where the almanac is; unless set, where the script came from. */
  declare baseUrl: string | undefined;
  /** A publishable token, for a cohort that is not public. */
  declare token: string | undefined;
  /** `light`, `dark`, or neither to follow the reader's preference. */
  declare theme: 'light' | 'dark' | 'system' | undefined;
  declare density: 'comfortable' | 'compact' | undefined;

  #endLanguage: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endLanguage = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endLanguage?.();
  }

  protected get source(): Source {
    return { baseUrl: (this.baseUrl ?? defaults.baseUrl).replace(/\/+$/, ''), token: this.token ?? defaults.token };
  }

  /** The language that holds for this element. */
  protected get language(): string {
    return langOf(this);
  }

  protected get direction(): 'rtl' | 'ltr' {
    return directionOf(this.language);
  }

  /** A text in this element's language; the English one is its name. */
  protected say(text: string, values?: Arguments): string {
    return say(this.language, text, values);
  }

  protected number(value: number, decimals = 0, signed = false): string {
    return number(this.language, value, decimals, signed);
  }

  protected moment(at: string | Date, time = true): string {
    return moment(this.language, at, time);
  }

  /** This element's way of speaking, for the parts that several elements share. */
  protected readonly voice = {
    say: (text: string, values?: Arguments) => this.say(text, values),
    number: (value: number, decimals?: number, signed?: boolean) => this.number(value, decimals, signed),
    moment: (at: string | Date, time?: boolean) => this.moment(at, time),
  };

  /** Tells the page. Only ever after something that a person did. */
  protected tell<T>(name: string, detail: T): boolean {
    return this.dispatchEvent(
      new CustomEvent(`almanac-${name}`, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}
