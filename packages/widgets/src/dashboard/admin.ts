import type { Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { tookText } from '../internal/parts/run.ts';
import { ActionElement } from './action-element.ts';

type Status = Schemas['AdminStatus'];
type Health = Schemas['CohortHealth'];

const COLUMNS = ['Cohort', 'Members', 'With data', 'Last run', 'Ranked'] as const;
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
export class AlmanacAdmin extends ActionElement {
  static override properties: PropertyDeclarations = {
    ...ActionElement.properties,
    status: { state: true },
    cohorts: { state: true },
  };
  static override styles = [
    ...ActionElement.styles,
    css`
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
        gap: 16px;
        padding-block: 16px;
      }
      .figures > div {
        display: flex;
        flex-direction: column-reverse;
      }
      dt {
        color: var(--_soft);
        font-size: 0.8125rem;
      }
      dd {
        font: 500 1.75em var(--_serif);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--_row) 12px var(--_row) 0;
        border-block-end: 1px solid var(--_rule);
        font-weight: 400;
        text-align: start;
      }
      thead th {
        color: var(--_soft);
        font-size: 12px;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];

  declare protected status: Status | null | undefined;
  declare protected cohorts: readonly Health[] | null | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    await this.act(async (client) => {
      [this.status, this.cohorts] = await Promise.all([
        client.admin.status(),
        client.admin.cohorts().toArray({ limit: MOST }),
      ]);
    });
  }

  protected override render(): TemplateResult {
    const { status, cohorts } = this;
    return html`<div part="frame" dir=${this.direction}>
      ${status ? this.#status(status) : this.problem ? nothing : html`<p class="soft">${this.say('Loading…')}</p>`}
      ${cohorts ? this.#cohorts(cohorts) : nothing}
      <p><button ?disabled=${this.busy} @click=${() => this.#load()}>${this.say('Look again')}</button></p>
      ${this.outcome()}
    </div>`;
  }

  #status({ workers, users, cohorts, queue, films_waiting, week, read_only }: Status): TemplateResult {
    const figures: [string, string][] = [
      [this.say('Workers'), this.number(workers)],
      [this.say('Tasks waiting'), this.number(queue.queued)],
      [
        this.say('Longest wait'),
        queue.oldest_seconds === null ? '–' : tookText(this.voice, queue.oldest_seconds * 1_000),
      ],
      [this.say('Tasks running'), this.number(queue.running)],
      [this.say('Error rate of the week'), week.rate === null ? '–' : `${this.number(week.rate * 100, 1)} %`],
      [this.say('Films to look up'), this.number(films_waiting)],
      [this.say('Cohorts'), this.number(cohorts)],
      [this.say('Stale cohorts'), this.number((this.cohorts ?? []).filter(isStale).length)],
      [this.say('Webhooks and digests waiting'), this.number(queue.webhooks + queue.digests)],
      [this.say('Users'), this.number(users)],
    ];
    return html`<dl class="figures" part="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      <p class="row">
        <span>${read_only.read_only ? this.say('Read-only since {date}', { date: this.moment(read_only.changed_at) }) : this.say('Open for changes')}</span>
        <button ?disabled=${this.busy} @click=${() => this.#switch(!read_only.read_only)}>${read_only.read_only ? this.say('Open it again') : this.say('Make it read-only')}</button>
      </p>`;
  }

  async #switch(isReadOnly: boolean): Promise<void> {
    await this.act((client) => client.admin.switchReadOnly({ read_only: isReadOnly }));
    if (!this.problem) await this.#load();
  }

  #cohorts(cohorts: readonly Health[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.say('Cohorts')}><table>
      <caption class="unseen">${this.say('How the cohorts are doing')}</caption>
      <thead><tr>${COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`)}</tr></thead>
      <tbody>${cohorts.map((health) => this.#cohort(health))}</tbody></table></div>`;
  }

  #cohort(health: Health): TemplateResult {
    const { label, members, members_with_data, last_run, computed_at, schedule } = health;
    return html`<tr><th scope="row">${label}</th><td>${this.number(members)}</td>
      <td>${members_with_data === null ? '–' : this.number(members_with_data)}</td><td>${last_run ? this.say(last_run.state) : '–'}</td>
      <td>${computed_at ? this.moment(computed_at) : '–'}${isStale(health) ? html` <span class="fault">${schedule?.problem ?? this.say('old')}</span>` : nothing}</td></tr>`;
  }
}
