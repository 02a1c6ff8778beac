/**
 * An element that changes something. Credentials don't belong on strangers' pages, so these elements are an entry of their
 * own, `dashboard`: they act with the session of the almanac's own page.
 */
import { AlmanacError, CohortAlmanac, ProblemError } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AlmanacElement } from '../internal/element.ts';
import { listStyles } from '../internal/parts/list-styles.ts';
import { failureOf } from '../internal/transport.ts';
import { formStyles } from './form-styles.ts';
import { Patience } from './patience.ts';

/** Sent on the document when a link into a cohort was made. */
export const INVITED = 'almanac-invited';

export abstract class ActionElement extends AlmanacElement {
  static override properties: PropertyDeclarations = {
    ...AlmanacElement.properties,
    cohort: {},
    busy: { state: true },
    done: { state: true },
    problem: { state: true },
    faults: { state: true },
  };
  static override styles = [...(AlmanacElement.styles as []), listStyles, formStyles];

  /** The cohort's id or label. */
  declare cohort: string | undefined;
  declare protected busy: boolean | undefined;
  /** What was done last, in words. */
  declare protected done: string | undefined;
  declare protected problem: AlmanacError | undefined;
  /** What is wrong with the form's fields before it is sent: name → text. */
  declare protected faults: Readonly<Record<string, string>> | undefined;

  /** The form's fields, and where each is in what is sent, as a JSON Pointer: the problem's errors are shown beside them. */
  protected readonly fields: Readonly<Record<string, string>> = {};

  readonly #patience = new Patience(() => this.requestUpdate());
  #acts = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#patience.stop();
  }

  protected get client(): CohortAlmanac {
    const { baseUrl, token } = this.source;
    return new CohortAlmanac({ baseUrl: baseUrl || location.origin, token });
  }

  /** Does one thing, and says what came of it. Null when it failed: then the element says why. */
  protected async act<T>(work: (client: CohortAlmanac) => Promise<T>, done?: string): Promise<T | null> {
    this.#acts += 1;
    const act = this.#acts;
    this.busy = true;
    this.problem = undefined;
    this.done = undefined;
    this.#patience.start();
    try {
      const result = await work(this.client);
      if (act === this.#acts) this.done = done;
      return result;
    } catch (error) {
      if (!(error instanceof AlmanacError)) throw error;
      if (act === this.#acts) this.problem = error;
      return null;
    } finally {
      // One that was begun meanwhile is what the element speaks of.
      if (act === this.#acts) {
        this.#patience.stop();
        this.busy = false;
      }
    }
  }

  /** It is known by now how far it is: no word more that it takes long. */
  protected known(): void {
    this.#patience.stop();
  }

  /** What came of it: for the foot of the form. Its regions are always there, so that they are read out when they fill. */
  protected outcome(): TemplateResult {
    const { problem } = this;
    const unbound = problem instanceof ProblemError ? problem.errors.filter(({ name }) => !this.#fieldOf(name)) : [];
    return html`<div class="outcome" role="status">${this.#said()}</div>
      <div class="outcome" role="alert">${problem ? html`<p class="fault">${this.#why(problem)}</p>` : nothing}${
        unbound.length > 0
          ? html`<ul class="faults">${unbound.map(({ name, message }) => html`<li><code>${name}</code> ${message}</li>`)}</ul>`
          : nothing
      }</div>`;
  }

  #said(): TemplateResult | typeof nothing {
    if (this.done) return html`<p class="done">${this.done}</p>`;
    const { slow } = this.#patience;
    if (!this.busy || slow === 0) return nothing;
    return html`<p class="soft" part="slow">${slow === 1 ? this.say('Working on it…') : this.say('This takes longer than it should. Sorry.')}</p>`;
  }

  #why(problem: AlmanacError): string {
    if (problem instanceof ProblemError) return problem.problem.detail;
    if (problem.response) return problem.message;
    return failureOf(problem).kind === 'offline'
      ? this.say('You are offline. Nothing is lost: try again when the connection is back.')
      : this.say('The almanac did not answer. Nothing is lost: try again in a moment.');
  }

  /** What is wrong with a field: found here, or by the almanac. */
  protected faultOf(name: string): string {
    const own = this.faults?.[name];
    if (own || !(this.problem instanceof ProblemError)) return own ?? '';
    const found = this.problem.errors.filter((error) => this.#fieldOf(error.name) === name);
    return found.map(({ message }) => message).join(' ');
  }

  /** The field that a pointer leads to, or into. */
  #fieldOf(pointer: string): string | undefined {
    return Object.entries(this.fields).find(([, at]) => pointer === at || pointer.startsWith(`${at}/`))?.[0];
  }

  /** The values of a form by name; empty ones are left out. */
  protected valuesOf(event: SubmitEvent): Record<string, string> {
    event.preventDefault();
    const entries = [...new FormData(event.target as HTMLFormElement)];
    return Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [])),
    );
  }

  /** The same once every field is right; else null, and each says what is wrong with it. Null, too, while something goes on. */
  protected checked(event: SubmitEvent): Record<string, string> | null {
    const values = this.valuesOf(event);
    if (this.busy) return null;
    const controls = [...(event.target as HTMLFormElement).elements] as HTMLInputElement[];
    this.faults = Object.fromEntries(
      controls
        .filter(({ name, validity }) => name && !validity.valid)
        .map(({ name, validity }) => [name, this.#wrong(name, validity)]),
    );
    return Object.keys(this.faults).length === 0 ? values : null;
  }

  #wrong(name: string, { valueMissing, typeMismatch }: ValidityState): string {
    if (valueMissing) return this.say('This is needed.');
    return (
      this.advice(name) ??
      (typeMismatch ? this.say('This is not complete.') : this.say('This can’t be taken as it is.'))
    );
  }

  /** What a field has to look like, for when it does not. */
  protected advice(_name: string): string | undefined {
    return undefined;
  }

  protected override update(changed: PropertyValues): void {
    const held = this.shadowRoot?.activeElement;
    super.update(changed);
    // Who is on a button that goes away stays in the element.
    if (held && !held.isConnected) this.home()?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('faults') || changed.has('problem'))
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /** What is focused when what had the focus is gone. */
  protected home(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[part="frame"]');
  }
}
