import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AlmanacElement } from '../../internal/element.ts';
import { ReadError, read } from '../../internal/source.ts';
import { CHOICES, type Choice, LOOKUPS, type Lookup, RANGES, type Range, VALUE_LABELS } from './controls.ts';

interface Option {
  id: string | number;
  name: string;
}

/** A pause after which a person is taken to have stopped, in milliseconds. */
const PAUSE_MS = 150;

/**
 * @summary A drawer of filters for a ranking: sliders with two ends, choices that are looked up by name, and chips that say
 *   what holds. It tells how many films are left while a slider moves.
 *
 * @fires almanac-filter-change - A person changed a filter: `detail` is `{ filter }`, as in a query string.
 * @csspart frame - Everything.
 * @csspart chips - What holds now.
 * @csspart drawer - The controls.
 */
export class AlmanacFilters extends AlmanacElement {
  static override properties: PropertyDeclarations = {
    ...AlmanacElement.properties,
    cohort: {},
    value: {},
    for: {},
    urlState: { type: Boolean, attribute: 'url-state' },
    open: { type: Boolean, reflect: true },
    total: { state: true },
    options: { state: true },
  };
  static override styles = [
    ...(AlmanacElement.styles as []),
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding-block: 8px;
      }
      .chip {
        color: var(--_ink);
      }
      .drawer {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        gap: 20px 32px;
        padding-block: 12px 20px;
      }
      summary {
        padding-block: 8px;
        color: var(--_accent);
        cursor: pointer;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      .label {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        width: 100%;
        padding: 0 0 4px;
        color: var(--_soft);
        font-size: 0.8125rem;
      }
      select,
      input:not([type]) {
        width: 100%;
      }
      .ends {
        position: relative;
        height: 24px;
      }
      .ends::before {
        position: absolute;
        inset: 11px 0 auto;
        border-block-start: 2px solid var(--_rule);
        content: '';
      }
      input[type='range'] {
        position: absolute;
        inset: 0;
        width: 100%;
        margin: 0;
        background: none;
        appearance: none;
        pointer-events: none;
      }
      input[type='range']::-webkit-slider-thumb {
        width: 20px;
        height: 20px;
        border: 2px solid var(--_accent);
        border-radius: 50%;
        background: var(--_paper);
        appearance: none;
        cursor: grab;
        pointer-events: auto;
      }
      input[type='range']::-moz-range-thumb {
        width: 16px;
        height: 16px;
        border: 2px solid var(--_accent);
        border-radius: 50%;
        background: var(--_paper);
        cursor: grab;
        pointer-events: auto;
      }
      .checks label {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 24px;
      }
      input[type='checkbox'] {
        width: 16px;
        height: 16px;
        accent-color: var(--_accent);
      }
    `,
  ];

  /** The cohort's id or label. */
  declare cohort: string | undefined;
  /** The filter, as in a query string. */
  declare value: string | undefined;
  /** The id of an `almanac-rankings` on the same page, which is set to the filter. */
  declare for: string | undefined;
  /** Keep the filter in the page's address, and begin with what stands there. */
  declare urlState: boolean | undefined;
  declare open: boolean | undefined;
  declare protected total: number | null | undefined;
  declare protected options: Readonly<Record<string, readonly Option[]>> | undefined;

  #names = new Map<string, string>();
  #abort: AbortController | undefined;
  #looking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.urlState) {
      this.value ??= location.search.slice(1);
      window.addEventListener('popstate', this.#fromAddress);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#fromAddress);
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#looking?.abort();
    this.#looking = undefined;
  }

  readonly #fromAddress = (): void => {
    this.value = location.search.slice(1);
  };

  protected get parameters(): URLSearchParams {
    return new URLSearchParams(this.value ?? '');
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('cohort') || changed.has('value')) {
      this.#passOn();
      this.#count(this.parameters);
    }
  }

  #passOn(): void {
    const target = this.for
      ? (this.getRootNode() as ParentNode & Node).querySelector?.(`#${CSS.escape(this.for)}`)
      : null;
    if (target && 'filter' in target) target.filter = this.value ?? '';
  }

  /** Asks how many films are left, when a person has paused. */
  #count(parameters: URLSearchParams): void {
    clearTimeout(this.#timer);
    if (!this.cohort) return;
    this.#timer = setTimeout(async () => {
      this.#abort?.abort();
      const abort = new AbortController();
      this.#abort = abort;
      const query: Record<string, string[]> = { limit: ['1'] };
      for (const name of parameters.keys()) query[name] = parameters.getAll(name);
      try {
        const path = `/v1/cohorts/${encodeURIComponent(this.cohort ?? '')}/rankings`;
        const { total } = await read<{ total: number }>(this.source, { path, query }, abort.signal);
        this.total = total;
      } catch (error) {
        if (abort.signal.aborted) return;
        if (!(error instanceof ReadError)) throw error;
        // The ranking beside it says what is wrong; here there is just no number.
        this.total = null;
      }
    }, PAUSE_MS);
  }

  #set(change: (parameters: URLSearchParams) => void): void {
    const parameters = this.parameters;
    change(parameters);
    const filter = parameters.toString();
    if (!this.tell('filter-change', { filter })) return;
    this.value = filter;
    if (this.urlState) history.pushState(null, '', `${location.pathname}${filter ? `?${filter}` : ''}${location.hash}`);
  }

  protected override render(): TemplateResult {
    const chips = this.#chips();
    return html`<div part="frame" dir=${this.direction}>
      <div class="chips" part="chips">
        ${chips}
        ${
          chips.length > 0
            ? html`<button class="plain soft" @click=${() =>
                this.#set((all) =>
                  [...new Set(all.keys())].forEach((name) => {
                    all.delete(name);
                  }),
                )}>${this.say('Clear all')}</button>`
            : nothing
        }
        <span class="soft" role="status">${this.total == null ? '' : this.say('{n} film|{n} films', { n: this.total })}</span>
      </div>
      <details ?open=${this.open} @toggle=${this.#toggled}>
        <summary>${this.say('Filters')}</summary>
        <div class="drawer" part="drawer">
          <label><span class="label">${this.say('Words of the title')}</span>
            <input .value=${this.parameters.get('q') ?? ''} @change=${(event: Event) => this.#one('q', (event.target as HTMLInputElement).value)} /></label>
          ${RANGES.map((range) => this.#range(range))}
          ${LOOKUPS.map((lookup) => this.#lookup(lookup))}
          ${CHOICES.map((choice) => this.#choice(choice))}
        </div>
      </details>
    </div>`;
  }

  readonly #toggled = (event: Event): void => {
    this.open = (event.target as HTMLDetailsElement).open;
    if (this.open && !this.options) for (const lookup of LOOKUPS) void this.#look(lookup);
  };

  #one(name: string, value: string): void {
    this.#set((parameters) => {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    });
  }

  #range({ name, label, min, max, step, decimals = 0 }: Range): TemplateResult {
    const parameters = this.parameters;
    const from = Number(parameters.get(`${name}_min`) ?? min);
    const to = Number(parameters.get(`${name}_max`) ?? max);
    const say = (value: number) => (name === 'release_year' ? String(value) : this.number(value, decimals));
    const end = (
      which: 'min' | 'max',
      value: number,
      text: string,
    ) => html`<input type="range" min=${min} max=${max} step=${step}
      .value=${String(value)} aria-label=${`${this.say(label)}: ${text}`} aria-valuetext=${say(value)}
      @input=${(event: Event) => this.#drag(event.target as HTMLInputElement, name, which)}
      @change=${(event: Event) => {
        const chosen = Number((event.target as HTMLInputElement).value);
        this.#one(`${name}_${which}`, chosen === (which === 'min' ? min : max) ? '' : String(chosen));
      }} />`;
    return html`<fieldset><legend><span>${this.say(label)}</span><output .value=${`${say(from)} – ${say(to)}`}></output></legend>
      <div class="ends">${end('min', from, this.say('at least'))}${end('max', to, this.say('at most'))}</div></fieldset>`;
  }

  /** While a slider moves: its ends don't pass each other, its words follow, and the count is asked for. */
  #drag(input: HTMLInputElement, name: string, which: 'min' | 'max'): void {
    const [low, high] = input.parentElement!.querySelectorAll('input');
    if (which === 'min' && Number(low!.value) > Number(high!.value)) low!.value = high!.value;
    if (which === 'max' && Number(high!.value) < Number(low!.value)) high!.value = low!.value;
    const parameters = this.parameters;
    parameters.set(`${name}_${which}`, input.value);
    input.closest('fieldset')!.querySelector('output')!.value = `${low!.value} – ${high!.value}`;
    this.#count(parameters);
  }

  #lookup(lookup: Lookup): TemplateResult {
    const { name, label } = lookup;
    return html`<label><span class="label">${this.say(label)}</span>
      <input list="${name}-options" autocomplete="off" placeholder=${this.say('Find one')}
        @input=${(event: Event) => this.#look(lookup, (event.target as HTMLInputElement).value)}
        @change=${(event: Event) => this.#found(name, event.target as HTMLInputElement)} /></label>
      <datalist id="${name}-options">${this.options?.[name]?.map((option) => html`<option value=${option.name}></option>`)}</datalist>`;
  }

  async #look({ name, kind }: Lookup, q = ''): Promise<void> {
    this.#looking ??= new AbortController();
    const { signal } = this.#looking;
    try {
      const query = { cohort: this.cohort, q: q || undefined };
      const { items } = await read<{ items: Option[] }>(
        this.source,
        { path: `/v1/filter-options/${kind}`, query },
        signal,
      );
      for (const option of items) this.#names.set(`${name}=${option.id}`, option.name);
      this.options = { ...this.options, [name]: items };
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ReadError)) throw error;
      // Without the list a name can still be typed: the API takes names as well as ids.
      this.options = { ...this.options, [name]: [] };
    }
  }

  #found(name: string, input: HTMLInputElement): void {
    const text = input.value.trim();
    if (!text) return;
    const option = this.options?.[name]?.find((each) => each.name.toLowerCase() === text.toLowerCase());
    input.value = '';
    this.#set((parameters) => parameters.append(name, option ? String(option.id) : text));
  }

  #choice({ name, label, values, isRepeated }: Choice): TemplateResult {
    const chosen = this.parameters.getAll(name);
    const text = (value: string) => this.say(VALUE_LABELS[value] ?? value);
    if (!isRepeated) {
      return html`<label><span class="label">${this.say(label)}</span>
        <select @change=${(event: Event) => this.#one(name, (event.target as HTMLSelectElement).value)}>
          ${values.map((value, i) => html`<option value=${i === 0 ? '' : value} ?selected=${chosen[0] === value}>${text(value)}</option>`)}
        </select></label>`;
    }
    return html`<fieldset class="checks"><legend>${this.say(label)}</legend>${values.map(
      (value) =>
        html`<label><input type="checkbox" .checked=${chosen.includes(value)} @change=${() => this.#toggle(name, value)} />${text(value)}</label>`,
    )}</fieldset>`;
  }

  #toggle(name: string, value: string): void {
    this.#set((parameters) => {
      const others = parameters.getAll(name).filter((each) => each !== value);
      const had = others.length < parameters.getAll(name).length;
      parameters.delete(name);
      for (const each of had ? others : [...others, value]) parameters.append(name, each);
    });
  }

  #chips(): TemplateResult[] {
    return [...this.parameters].map(([name, value]) => {
      const text = this.#chipText(name, value);
      return html`<button class="chip" aria-label=${this.say('Remove: {what}', { what: text })} @click=${() => this.#remove(name, value)}>${text} ×</button>`;
    });
  }

  #chipText(name: string, value: string): string {
    const known = this.#names.get(`${name}=${value}`) ?? this.say(VALUE_LABELS[value] ?? value);
    const range = RANGES.find((each) => name === `${each.name}_min` || name === `${each.name}_max`);
    if (range) return `${this.say(range.label)} ${name.endsWith('_min') ? '≥' : '≤'} ${value}`;
    return known;
  }

  #remove(name: string, value: string): void {
    this.#set((parameters) => {
      const others = parameters.getAll(name).filter((each) => each !== value);
      parameters.delete(name);
      for (const each of others) parameters.append(name, each);
    });
  }
}
