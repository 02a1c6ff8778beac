import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ActionElement, INVITED } from './action-element.ts';
import { choiceField, textField } from './fields.ts';
import { secret } from './secret.ts';

type Role = 'member' | 'viewer' | 'editor';

/** How long a link opens something, in days. */
const DAYS = [7, 14, 90] as const;

/**
 * @summary The club's door: a link by which members hand in their export without an account; and invites for people with one.
 *   For owners.
 *
 * @csspart frame - Everything.
 * @csspart secret - A new link, which is shown this once.
 */
export class AlmanacJoin extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    door: { state: true },
    link: { state: true },
  };

  declare protected door: Role | undefined;
  /** The new link, which is shown this once. */
  declare protected link: string | undefined;

  protected override readonly fields = {
    name: '/name',
    username: '/username',
    days: '/expires_in_days',
    role: '/role',
  };

  protected override render(): TemplateResult {
    const door = this.door ?? 'member';
    return html`<div part="frame" dir=${this.direction}>
      <form novalidate @submit=${this.#make}>
        ${choiceField({
          name: 'role',
          label: this.say('For whom'),
          hint:
            door === 'member'
              ? this.say(
                  'Whoever has a door’s link can bring their export, choose whether they are named, and leave again, without an account.',
                )
              : this.say('Whoever has the link and an account gets this role by it.'),
          value: 'member',
          options: [
            ['member', this.say('members of the circle: a door')],
            ['viewer', this.say('readers with an account')],
            ['editor', this.say('editors with an account')],
          ],
          onChange: (role) => {
            this.door = role as Role;
          },
          fault: this.faultOf('role'),
        })}
        ${
          door === 'member'
            ? textField({
                name: 'username',
                label: this.say('For one member only: their Letterboxd name'),
                hint: this.say('Empty for whoever has the link.'),
                fault: this.faultOf('username'),
              })
            : nothing
        }
        ${textField({
          name: 'name',
          label: this.say('What you call it'),
          hint: this.say('To tell it from other links; nobody else sees it.'),
          max: 100,
          fault: this.faultOf('name'),
        })}
        ${choiceField({
          name: 'days',
          label: this.say('How long it holds'),
          value: '14',
          options: DAYS.map((days) => [String(days), this.say('{n} day|{n} days', { n: days })] as const),
          fault: this.faultOf('days'),
        })}
        <p><button class="primary" aria-disabled=${this.busy ?? false}>${this.say('Make a link')}</button></p>
        ${secret(this.voice, this.link, (word) => {
          this.done = word;
        })}
        ${this.link ? html`<p><a href=${this.#mail(this.link)}>${this.say('Write a mail with it')}</a></p>` : nothing}
        ${this.outcome()}
      </form>
    </div>`;
  }

  readonly #make = async (event: SubmitEvent): Promise<void> => {
    const values = this.checked(event);
    const { cohort } = this;
    if (!values || !cohort) return;
    const { role, name, username, days } = values;
    this.link = undefined;
    const invite = await this.act((client) =>
      client.cohorts.createInvite(cohort, {
        role: role as Role,
        expires_in_days: Number(days),
        ...(name && { name }),
        ...(username && { username: username.replace(/^@/, '').toLowerCase() }),
      }),
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
