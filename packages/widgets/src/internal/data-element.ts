/** An element that shows what it has read, and every state on the way there. */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { AlmanacElement } from './element.ts';
import type { Failure } from './failure.ts';
import { failed, SLOW_MS, type Slow, slowly, stale } from './parts/states.ts';
import { keyOf, type Query, ReadError, read, watch } from './source.ts';

export abstract class DataElement<T> extends AlmanacElement {
  /** What is shown; null before the first answer. */
  protected data: T | null = null;
  protected failure: Failure | null = null;
  protected slow: Slow = 0;
  protected loading = false;

  #key: string | undefined;
  #abort: AbortController | undefined;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #endWatch: (() => void) | undefined;

  /** What to read; null while an attribute that it needs is missing. */
  protected abstract query(): Query | null;
  protected abstract view(data: T): TemplateResult;
  /** The space that the answer will take, drawn empty. */
  protected abstract skeleton(): TemplateResult;

  protected isEmpty(_data: T): boolean {
    return false;
  }
  /** An invitation to what to do next. */
  protected empty(): TemplateResult {
    return html`<p>${this.say('There is nothing to show yet.')}</p>`;
  }
  /** What the element needs and was not given, for whoever writes the page. */
  protected missing(): string {
    return this.say('Give this element a cohort.');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endWatch = watch(() => this.refresh());
    // Moved to another place, or put back after it was taken out in mid-request: what was given up is asked again.
    if (this.hasUpdated && this.#key === undefined) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWatch?.();
    if (this.loading) this.#key = undefined;
    this.#stop();
  }

  readonly #again = (): void => this.refresh();

  /** Reads anew; what is shown stays until the answer is there. */
  refresh(): void {
    this.#key = undefined;
    if (this.data === null) this.failure = null;
    this.requestUpdate();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const query = this.query();
    const key = query ? keyOf(this.source, query) : undefined;
    if (key === this.#key) return;
    const another = this.#key !== undefined;
    this.#stop();
    this.#key = key;
    if (another) this.failure = null;
    if (query && this.isConnected) void this.#read(query);
    else this.data = null;
  }

  async #read(query: Query): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    this.slow = 0;
    this.#timers = SLOW_MS.map((ms, i) =>
      setTimeout(() => {
        this.slow = (i + 1) as Slow;
        this.requestUpdate();
      }, ms),
    );
    try {
      const [data] = await Promise.all([read<T>(this.source, query, abort.signal), this.prepare()]);
      if (abort.signal.aborted) return;
      this.data = this.arrived(data);
      this.failure = null;
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof ReadError)) throw error;
      this.failure = error.failure;
    }
    this.#stop();
    this.requestUpdate();
  }

  /** What is loaded beside the answer, and waited for. */
  protected async prepare(): Promise<void> {}

  /** What becomes of an answer before it is shown. */
  protected arrived(data: T): T {
    return data;
  }

  /** Reads what belongs to the answer that is shown, such as its next page. Null when it failed: the state then says so. */
  protected async readMore<More>(query: Query): Promise<More | null> {
    const abort = new AbortController();
    this.#abort?.abort();
    this.#abort = abort;
    try {
      return await read<More>(this.source, query, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return null;
      if (!(error instanceof ReadError)) throw error;
      // The list that this page belongs to has been replaced.
      if (error.failure.kind === 'missing') this.refresh();
      else this.failure = error.failure;
      this.requestUpdate();
      return null;
    }
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#abort?.abort();
    this.#abort = undefined;
    this.loading = false;
    this.slow = 0;
  }

  protected override render(): TemplateResult {
    const { data, failure } = this;
    return html`<div part="frame" class="frame" dir=${this.direction} aria-busy=${this.loading}>
      <p class="unseen" role="status">${this.slow ? this.say('Loading…') : ''}</p>
      ${
        data !== null
          ? html`${failure && stale(this.voice, failure, this.#again)}${this.isEmpty(data) ? html`<div class="state" part="empty">${this.empty()}</div>` : this.view(data)}`
          : failure
            ? this.failed(failure)
            : this.#key === undefined
              ? html`<div class="state"><p>${this.missing()}</p></div>`
              : html`${slowly(this.voice, this.slow, this.#again)}${this.skeleton()}`
      }
    </div>`;
  }

  /** What happened, what is safe, what to do. */
  protected failed(failure: Failure): TemplateResult {
    return failed(this.voice, failure, this.#again);
  }
}
