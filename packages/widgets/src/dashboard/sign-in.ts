import { html, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';

/**
 * @summary Asks for a link to sign in with. There are no passwords.
 *
 * @csspart frame - Everything.
 */
export class AlmanacSignIn extends ActionElement {
  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}>
      <form @submit=${this.#ask}>
        <label><span>${this.say('Your e-mail address')}</span>
          <input name="email" type="email" required autocomplete="email" /></label>
        <p><button class="primary" ?disabled=${this.busy}>${this.say('Send me a link')}</button></p>
        <p class="soft">${this.say('The link holds for fifteen minutes, and once. The answer is the same whether or not the address is known here.')}</p>
        ${this.outcome()}
      </form>
    </div>`;
  }

  readonly #ask = async (event: SubmitEvent): Promise<void> => {
    const { email } = this.valuesOf(event);
    if (!email) return;
    await this.act(
      (client) => client.session.requestLink({ email }),
      this.say('If the address may sign in, a link is on its way.'),
    );
  };
}
