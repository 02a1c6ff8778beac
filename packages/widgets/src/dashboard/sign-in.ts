import { html, type TemplateResult } from 'lit';
import { ActionElement } from './action-element.ts';
import { textField } from './fields.ts';

/**
 * @summary Asks for a link to sign in with. There are no passwords.
 *
 * @csspart frame - Everything.
 */
export class AlmanacSignIn extends ActionElement {
  protected override readonly fields = { email: '/email' };

  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}>
      <form novalidate @submit=${this.#ask}>
        ${textField({
          name: 'email',
          type: 'email',
          label: this.say('Your e-mail address'),
          hint: this.say(
            'The link holds for fifteen minutes, and once. The answer is the same whether or not the address is known here.',
          ),
          autocomplete: 'email',
          required: true,
          fault: this.faultOf('email'),
        })}
        <p><button class="primary" aria-disabled=${this.busy ?? false}>${this.say('Send me a link')}</button></p>
        ${this.outcome()}
      </form>
    </div>`;
  }

  protected override advice(): string {
    return this.say('An address looks like ann@example.org.');
  }

  readonly #ask = async (event: SubmitEvent): Promise<void> => {
    const { email } = this.checked(event) ?? {};
    if (!email) return;
    await this.act(
      (client) => client.session.requestLink({ email }),
      this.say('If the address may sign in, a link is on its way.'),
    );
  };
}
