import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { tookText } from '../internal/parts/run.ts';
import { LoadedElement } from './loaded-element.ts';
import { Asking } from './question.ts';
import { tableStyles } from './table-styles.ts';

type Status = Schemas['AdminStatus'];
type Health = Schemas['CohortHealth'];

interface Desk {
  status: Status;
  cohorts: readonly Health[];
}

const COLUMNS = ['Cohort', 'Members', 'With data', 'Last run', 'Ranked'] as const;
/** Columns of numbers. */
const NUMBERS = new Set<string>(['Members', 'With data']);
/** A ranking that is older counts as stale. */
const STALE_HOURS = 7 * 24;
/** More cohorts are not looked at. */
const MOST = 1_000;

/** Whether it shows an old ranking, or its schedule was switched off by a fault. */
const isStale = ({ stale_hours, schedule }: Health): boolean =>
  (stale_hours !== null && stale_hours > STALE_HOURS) || Boolean(schedule?.problem);

/**
 * @summary How the almanac is doing: queue, workers, the week's error rate, each cohort's health, and the read-only switch. For
 *   its operator.
 *
 * @csspart frame - Everything.
 * @csspart figures - The numbers at the top.
 */
export class AlmanacAdmin extends LoadedElement<Desk> {
  static override styles = [
    ...LoadedElement.styles,
    tableStyles,
    css`
      .figures {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 16px 24px;
        padding-block: 4px 20px;
      }
      .figures > div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
        padding-block-start: 8px;
        border-block-start: 1px solid var(--_rule);
      }
      dt {
        color: var(--_soft);
        font-size: 0.8125rem;
      }
      dd {
        font: 500 1.75em / 1.2 var(--_serif);
      }
      .switch {
        justify-content: space-between;
        margin-block-end: 16px;
        padding: 12px 16px;
        border-inline-start: 3px solid var(--_data);
        background: var(--_sunk);
      }
      .switch.shut {
        border-color: var(--_accent);
      }
      td {
        white-space: nowrap;
      }
      td.end,
      th.end {
        padding-inline-end: 40px;
      }
      @container (min-width: 620px) {
        .figures {
          grid-template-columns: repeat(5, minmax(0, 1fr));
        }
      }
    `,
  ];

  readonly #asking = new Asking(() => {
    this.requestUpdate();
    return this.updateComplete;
  });

  protected key(): string {
    return 'admin';
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Desk> {
    const [status, cohorts] = await Promise.all([
      client.admin.status({ signal }),
      client.admin.cohorts({}, { signal }).toArray({ limit: MOST }),
    ]);
    return { status, cohorts };
  }

  protected view({ status, cohorts }: Desk): TemplateResult {
    return html`${this.#figures(status, cohorts)}${this.#switch(status.read_only)}${this.outcome()}
      ${
        cohorts.length > 0
          ? this.#cohorts(cohorts)
          : html`<div class="state" part="empty"><h3>${this.say('No cohort yet')}</h3><p>${this.say('Whoever has an account can make one.')}</p></div>`
      }
      <p class="more"><button @click=${this.refresh}>${this.say('Look again')}</button></p>
      ${this.#asking.view()}`;
  }

  #figures(
    { workers, users, cohorts: all, queue, films_waiting, week }: Status,
    cohorts: readonly Health[],
  ): TemplateResult {
    const wait = queue.oldest_seconds === null ? '–' : tookText(this.voice, queue.oldest_seconds * 1_000);
    const figures: [string, string][] = [
      [this.say('Workers'), this.number(workers)],
      [this.say('Tasks waiting'), this.number(queue.queued)],
      [this.say('Longest wait'), wait],
      [this.say('Tasks running'), this.number(queue.running)],
      [this.say('Error rate of the week'), week.rate === null ? '–' : `${this.number(week.rate * 100, 1)} %`],
      [this.say('Films to look up'), this.number(films_waiting)],
      [this.say('Cohorts'), this.number(all)],
      [this.say('Stale cohorts'), this.number(cohorts.filter(isStale).length)],
      [this.say('Webhooks and digests waiting'), this.number(queue.webhooks + queue.digests)],
      [this.say('Users'), this.number(users)],
    ];
    return html`<dl class="figures" part="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  #switch({ read_only, changed_at, reason }: Status['read_only']): TemplateResult {
    const since = this.say('Read-only since {date}', { date: this.moment(changed_at) });
    return html`<p class="row switch ${read_only ? 'shut' : ''}">
      <span>${read_only ? [since, reason].filter(Boolean).join(': ') : this.say('Open for changes')}</span>
      <button aria-disabled=${this.busy ?? false} @click=${() => (read_only ? this.#set(false) : this.#ask())}>${read_only ? this.say('Open it again') : this.say('Make it read-only')}</button>
    </p>`;
  }

  async #ask(): Promise<void> {
    await this.#asking.show({
      title: this.say('Make the almanac read-only?'),
      text: this.say('Everybody can look at everything, and nobody can change anything, until it is opened again.'),
      yes: this.say('Make it read-only'),
      no: this.say('Leave it open'),
      act: () => this.#set(true),
    });
  }

  async #set(isReadOnly: boolean): Promise<void> {
    if (this.busy) return;
    const said = isReadOnly ? this.say('It is read-only now.') : this.say('It is open again.');
    const read_only = await this.act((client) => client.admin.switchReadOnly({ read_only: isReadOnly }), said);
    if (!read_only || !this.data) return;
    this.data = { ...this.data, status: { ...this.data.status, read_only } };
    this.requestUpdate();
  }

  #cohorts(cohorts: readonly Health[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.say('Cohorts')}><table>
      <caption class="unseen">${this.say('How the cohorts are doing')}</caption>
      <thead><tr>${COLUMNS.map((name) => html`<th scope="col" class=${NUMBERS.has(name) ? 'end' : ''}>${this.say(name)}</th>`)}</tr></thead>
      <tbody>${cohorts.map((health) => this.#cohort(health))}</tbody></table></div>`;
  }

  #cohort(health: Health): TemplateResult {
    const { label, members, members_with_data, last_run, computed_at, schedule } = health;
    return html`<tr><th scope="row">${label}</th><td class="end">${this.number(members)}</td>
      <td class="end">${members_with_data === null ? '–' : this.number(members_with_data)}</td><td>${last_run ? this.say(last_run.state) : '–'}</td>
      <td>${computed_at ? this.moment(computed_at) : '–'}${isStale(health) ? html`${' '}<span class="fault">${schedule?.problem ?? this.say('old')}</span>` : nothing}</td></tr>`;
  }
}
