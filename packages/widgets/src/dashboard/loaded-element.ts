/** An element that reads something with the session before it can be acted on, with every state on the way there. */
import { AlmanacError, type CohortAlmanac } from '@cohort-almanac/sdk';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { Failure } from '../internal/failure.ts';
import { bones } from '../internal/parts/list-styles.ts';
import { failed, slowly, stale } from '../internal/parts/states.ts';
import { watch } from '../internal/source.ts';
import { failureOf } from '../internal/transport.ts';
import { ActionElement } from './action-element.ts';
import { Patience } from './patience.ts';

export abstract class LoadedElement<T> extends ActionElement {
  /** What is shown; null before the first answer. */
  protected data: T | null = null;

  #failure: Failure | null = null;
  #key: string | null = null;
  #abort: AbortController | undefined;
  #endWatch: (() => void) | undefined;
  readonly #patience = new Patience(() => this.requestUpdate());

  /** What it is about: when that changes, it is read anew. Null while there is nothing to read. */
  protected abstract key(): string | null;
  protected abstract obtain(client: CohortAlmanac, signal: AbortSignal): Promise<T>;
  protected abstract view(data: T): TemplateResult;

  /** The space that the answer will take. */
  protected skeleton(): TemplateResult {
    return bones('list', 4);
  }
  /** What is shown when there is nothing to read. */
  protected unasked(): TemplateResult {
    return html`<div class="state"><p>${this.say('Give this element a cohort.')}</p></div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endWatch = watch(this.refresh);
    if (this.hasUpdated && this.#key === null) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWatch?.();
    if (this.#abort) this.#key = null;
    this.#stop();
  }

  /** Reads anew; what is shown stays until the answer is there. */
  readonly refresh = (): void => {
    if (this.#key !== null) void this.#read();
  };

  /** Reads anew after something was changed, and ends when it is there. */
  protected reread(): Promise<void> {
    return this.#read();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const key = this.isConnected ? this.key() : null;
    if (key === this.#key) return;
    this.#stop();
    this.#key = key;
    this.data = null;
    this.#failure = null;
    if (key !== null) void this.#read();
  }

  async #read(): Promise<void> {
    this.#stop();
    const abort = new AbortController();
    this.#abort = abort;
    if (this.data === null) this.#failure = null;
    this.#patience.start();
    this.requestUpdate();
    try {
      const data = await this.obtain(this.client, abort.signal);
      if (abort.signal.aborted) return;
      this.data = data;
      this.#failure = null;
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof AlmanacError)) throw error;
      this.#failure = failureOf(error);
    }
    this.#stop();
    this.requestUpdate();
  }

  #stop(): void {
    this.#patience.stop();
    this.#abort?.abort();
    this.#abort = undefined;
  }

  protected override render(): TemplateResult {
    const isLoading = this.#abort !== undefined;
    return html`<div part="frame" class="frame" tabindex="-1" dir=${this.direction} aria-busy=${isLoading}>
      <p class="unseen" role="status">${this.#patience.slow ? this.say('Loading…') : ''}</p>
      ${this.#shown()}
    </div>`;
  }

  #shown(): TemplateResult {
    const { data } = this;
    const failure = this.#failure;
    if (data !== null) return html`${failure && stale(this.voice, failure, this.refresh)}${this.view(data)}`;
    if (failure) return failed(this.voice, failure, this.refresh);
    if (this.#key === null) return this.unasked();
    return html`${slowly(this.voice, this.#patience.slow, this.refresh)}${this.skeleton()}`;
  }
}
