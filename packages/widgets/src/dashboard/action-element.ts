/**
 * An element that changes something. Credentials don't belong on strangers' pages, so these elements are an entry of their
 * own, `dashboard`: they act with the session of the almanac's own page.
 */
import { AlmanacError, CohortAlmanac, ProblemError } from '@cohort-almanac/sdk';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { AlmanacElement } from '../internal/element.ts';
import { listStyles } from '../internal/parts/list-styles.ts';
import { formStyles } from './form-styles.ts';

export abstract class ActionElement extends AlmanacElement {
  static override properties: PropertyDeclarations = {
    ...AlmanacElement.properties,
    cohort: {},
    busy: { state: true },
    done: { state: true },
    problem: { state: true },
  };
  static override styles = [...(AlmanacElement.styles as []), listStyles, formStyles];

  /** The cohort's id or label. */
  declare cohort: string | undefined;
  declare protected busy: boolean | undefined;
  /** What was done last, in words. */
  declare protected done: string | undefined;
  declare protected problem: AlmanacError | undefined;

  protected get client(): CohortAlmanac {
    const { baseUrl, token } = this.source;
    return new CohortAlmanac({ baseUrl: baseUrl || location.origin, token });
  }

  /** Does one thing, and says what came of it. Null when it failed: then the element says why. */
  protected async act<T>(work: (client: CohortAlmanac) => Promise<T>, done?: string): Promise<T | null> {
    this.busy = true;
    this.problem = undefined;
    this.done = undefined;
    try {
      const result = await work(this.client);
      this.done = done;
      return result;
    } catch (error) {
      if (!(error instanceof AlmanacError)) throw error;
      this.problem = error;
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** What came of it: for the foot of the form. */
  protected outcome(): TemplateResult {
    const { problem, done } = this;
    return html`<div role="status">${done ? html`<p class="soft">${done}</p>` : nothing}</div>
      <div role="alert">${problem ? html`<p class="fault">${problem instanceof ProblemError ? problem.problem.detail : problem.message}</p>` : nothing}
      ${
        problem instanceof ProblemError && problem.errors.length > 0
          ? html`<ul class="faults">${problem.errors.map(({ name, message }) => html`<li><code>${name}</code> ${message}</li>`)}</ul>`
          : nothing
      }</div>`;
  }

  /** The values of a form by name; empty ones are left out. */
  protected valuesOf(event: SubmitEvent): Record<string, string> {
    event.preventDefault();
    const entries = [...new FormData(event.target as HTMLFormElement)];
    return Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [])),
    );
  }
}
