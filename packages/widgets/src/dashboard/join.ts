import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ActionElement, INVITED } from './action-element.ts';

/**
 * @summary The club's door: a link by which members hand in their export without an account; and invites for people with one.
 *   For owners.
 *
 * @csspart frame - Everything.
 */
export class AlmanacJoin extends ActionElement {
  static override properties: PropertyDeclarations = { ...ActionElement.properties, link: { state: true } };

  /** The new link, which is shown this once. */
  declare protected link: string | undefined;

  protected override render(): TemplateResult {
    return html`<div part="frame" dir=${this.direction}>
      <form @submit=${this.#make}>
        <p class="soft">${this.say('Whoever has a door’s link can bring their export, choose whether they are named, and leave again, without an account.')}</p>
        <label><span>${this.say('For whom')}</span><select name="role">
          <option value="member">${this.say('members of the circle: a door')}</option>
          <option value="viewer">${this.say('readers with an account')}</option>
          <option value="editor">${this.say('editors with an account')}</option>
        </select></label>
        <label><span>${this.say('What you call it')}</span><input name="name" maxlength="100" /></label>
        <p><button class="primary" ?disabled=${this.busy}>${this.say('Make a link')}</button></p>
        ${
          this.link
            ? html`<div role="status"><p>${this.say('Copy it now: it is not shown again.')}</p><p class="secret">${this.link}</p>
          <p><a href=${this.#mail(this.link)}>${this.say('Write a mail with it')}</a></p></div>`
            : nothing
        }
        ${this.outcome()}
      </form>
    </div>`;
  }

  readonly #make = async (event: SubmitEvent): Promise<void> => {
    const { role, name } = this.valuesOf(event);
    const { cohort } = this;
    if (!cohort) return;
    const invite = await this.act((client) =>
      client.cohorts.createInvite(cohort, { role: role as 'viewer', ...(name && { name }) }),
    );
    this.link = invite?.url;
    if (invite) document.dispatchEvent(new CustomEvent(INVITED));
  };

  /** A mail of one's own: the link doesn't pass through the almanac's mail server, and says who sends it. */
  #mail(link: string): string {
    const subject = this.say('Come in: our almanac of films');
    const body = this.say('Open this link to get in: {link}', { link });
    return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  }
}
