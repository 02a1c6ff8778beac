/** Asks before something is done that can't be taken back. */
import { html, nothing, type TemplateResult } from 'lit';
import { createRef, type Ref, ref } from 'lit/directives/ref.js';

export interface Question {
  title: string;
  /** What would be gone, and what stays. */
  text: string;
  yes: string;
  no: string;
  act: () => Promise<void>;
}

/** A dialog of an element: `show(question)` opens it, and `view()` is its place in the template. */
export class Asking {
  readonly #dialog: Ref<HTMLDialogElement> = createRef();
  readonly #update: () => Promise<unknown>;
  #question: Question | undefined;

  /** `update` draws the element anew. */
  constructor(update: () => Promise<unknown>) {
    this.#update = update;
  }

  async show(question: Question): Promise<void> {
    this.#question = question;
    await this.#update();
    this.#dialog.value?.showModal();
  }

  view(): TemplateResult {
    const { title, text, yes, no, act } = this.#question ?? {};
    return html`<dialog ${ref(this.#dialog)} aria-labelledby="question" aria-describedby="question-text">
      ${title ? html`<h3 id="question">${title}</h3><p id="question-text">${text}</p>` : nothing}
      <p class="row"><button class="primary" @click=${() => this.#answer(act)}>${yes}</button>
        <button autofocus @click=${() => this.#answer()}>${no}</button></p>
    </dialog>`;
  }

  #answer(act?: () => Promise<void>): void {
    this.#dialog.value?.close();
    void act?.();
  }
}
