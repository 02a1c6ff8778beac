import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { PUBLISHED } from '../internal/source.ts';
import { ActionElement } from './action-element.ts';
import { progressStyles, runProgress } from './run-progress.ts';

type Run = Schemas['Run'];

/** An export of a member who logs ten films a day for fifty years is smaller. */
const MOST_BYTES = 100 * 1024 * 1024;
const HOW_TO = 'https://letterboxd.com/settings/data/';

/**
 * @summary Takes a member's Letterboxd export: a ZIP that is dropped or chosen, and then followed until it is in.
 *
 * @fires almanac-import - It was taken: `detail` is `{ run_id }`.
 * @csspart frame - Everything.
 * @csspart drop - Where to drop it.
 * @csspart progress - How far it is.
 */
export class AlmanacImportDrop extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    member: {},
    over: { state: true },
    file: { state: true },
    run: { state: true },
  };
  static override styles = [
    ...ActionElement.styles,
    progressStyles,
    css`
      .drop {
        position: relative;
      }
      /* It covers the place: whatever is pressed there, or dropped, is for it. */
      input[type='file'] {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .drop:has(input:focus-visible) {
        outline: 2px solid var(--_accent);
        outline-offset: 2px;
      }
      .drop:hover {
        border-color: var(--_accent);
      }
      .drop .title {
        color: var(--_ink);
        font-size: 1.25em;
      }
      .choose {
        color: var(--_accent);
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.18em;
      }
      .mark {
        color: var(--_soft);
      }
    `,
  ];

  /** Whose export it has to be; whosever it is unless set. */
  declare member: string | undefined;
  declare protected over: boolean | undefined;
  declare protected file: string | undefined;
  declare protected run: Run | undefined;

  protected override readonly fields = { file: '/file' };
  #abort: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  protected override render(): TemplateResult {
    const { busy = false, run, file = '' } = this;
    const fault = this.faultOf('file');
    return html`<div part="frame" class="form" dir=${this.direction}>
      <div part="drop" class="drop ${this.over ? 'over' : ''}" @dragover=${this.#hover} @dragleave=${this.#leave} @drop=${this.#drop}>
        ${mark}
        <label for="file"><span class="title">${this.say('Drop the ZIP that Letterboxd sent here')}</span>
          <span class="choose">${this.say('or choose it')}</span></label>
        <input id="file" type="file" accept=".zip,application/zip" aria-disabled=${busy} aria-invalid=${fault !== ''}
          aria-describedby="hint ${fault ? 'file-fault' : ''}" @click=${this.#open} @change=${this.#choose} />
      </div>
      ${fault ? html`<p id="file-fault" class="fault">${fault}</p>` : nothing}
      <p id="hint" class="soft">${this.say('On Letterboxd: Settings, Data, Export your data. E-mail address, name and reviews in it are not kept.')}
        <a href=${HOW_TO} target="_blank" rel="noreferrer">${this.say('Go there')}</a></p>
      ${runProgress(this.voice, run, busy ? this.say('Taking in {file}…', { file }) : undefined)}
      ${this.outcome()}
    </div>`;
  }

  readonly #hover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #leave = (event: DragEvent): void => {
    // From the place to what is in it, one does not leave it.
    const to = event.relatedTarget;
    if (!(to instanceof Node && (event.currentTarget as Element).contains(to))) this.over = false;
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.#take(file);
  };

  readonly #open = (event: Event): void => {
    if (this.busy) event.preventDefault();
  };

  readonly #choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void this.#take(file);
    // The same file can be chosen again.
    input.value = '';
  };

  #unfit({ name, size }: File): string | undefined {
    if (!/\.zip$/i.test(name))
      return this.say('{file} is not a ZIP: hand the export in as it came, without opening it.', { file: name });
    if (size > MOST_BYTES) return this.say('This file is too large to be an export.');
    return undefined;
  }

  async #take(file: File): Promise<void> {
    const { cohort, member } = this;
    if (!cohort || this.busy) return;
    const fault = this.#unfit(file);
    this.faults = fault ? { file: fault } : {};
    if (fault) return;
    this.file = file.name;
    const abort = new AbortController();
    this.#abort = abort;
    const run = await this.act(async (client) => {
      const handle = client.imports.create({ cohort, member, file, filename: file.name });
      const taken = await handle;
      this.known();
      this.tell('import', { run_id: taken.id });
      let last: Run = taken;
      for await (const event of handle.events({ signal: abort.signal })) {
        if (event.type !== 'run') continue;
        last = event.run;
        this.run = last;
      }
      return last;
    });
    this.run = undefined;
    if (abort.signal.aborted) this.problem = undefined;
    if (!run) return;
    this.#tellOf(run);
    document.dispatchEvent(new CustomEvent(PUBLISHED, { detail: { cohort } }));
  }

  #tellOf({ state, error, import: found }: Run): void {
    const { refusal, summary } = found ?? {};
    if (state !== 'succeeded') {
      const why =
        refusal?.message ?? error ?? this.say('It could not be taken in: {state}.', { state: this.say(state) });
      this.faults = { file: why };
      return;
    }
    this.done = [
      this.say('It is in. The ranking follows by itself.'),
      summary &&
        `@${summary.member}: ${[
          this.say('{n} rating|{n} ratings', { n: summary.ratings.total }),
          this.say('{n} of them new|{n} of them new', { n: summary.ratings.new }),
          this.say('{n} like|{n} likes', { n: summary.likes.total }),
          this.say('{n} on the watchlist|{n} on the watchlist', { n: summary.watchlist.total }),
        ].join(', ')}.`,
    ]
      .filter(Boolean)
      .join(' ');
  }
}

const mark = html`<svg class="mark" width="40" height="40" viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
  <path d="M20 4v20m-8-8 8 8 8-8" /><path d="M5 25v10h30V25" />
</svg>`;
