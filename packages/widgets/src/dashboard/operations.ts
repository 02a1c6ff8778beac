import type { CohortAlmanac, Schemas } from '@cohort-almanac/sdk';
import { css, html, nothing, type TemplateResult } from 'lit';
import { LoadedElement } from './loaded-element.ts';
import { tableStyles } from './table-styles.ts';

type Status = Schemas['AdminStatus'];
type Host = Schemas['SourceHost'];

interface Desk {
  status: Status;
  hosts: readonly Host[];
  films: Schemas['WaitingFilmList']['items'];
  queries: Schemas['SlowQueryList']['items'];
}

/** How many of each are shown. */
const SHOWN = 10;
const QUERY_COLUMNS = ['Statement', 'Times', 'Worst', 'Last'] as const;
const FILM_COLUMNS = ['Film', 'Seen by'] as const;
const DAY_COLUMNS = ['Day', 'Tasks', 'Failed'] as const;

/**
 * @summary What in the almanac needs a look: how the week went day by day, films that wait for their details, statements that
 *   take long, and sites that are left alone. For its operator.
 *
 * @csspart frame - Everything.
 */
export class AlmanacOperations extends LoadedElement<Desk> {
  static override styles = [
    ...LoadedElement.styles,
    tableStyles,
    css`
      .desks {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 24px 48px;
      }
      .desks > * {
        min-width: 0;
      }
      .wide {
        grid-column: 1 / -1;
      }
      code {
        display: block;
        min-width: 220px;
      }
      h3 {
        padding-block: 8px;
      }
    `,
  ];

  protected key(): string {
    return 'operations';
  }

  protected async obtain(client: CohortAlmanac, signal: AbortSignal): Promise<Desk> {
    const [status, hosts, films, queries] = await Promise.all([
      client.admin.status({ signal }),
      client.admin.hosts({ signal }),
      client.admin.waitingFilms({ limit: SHOWN }, { signal }),
      client.admin.slowQueries({ limit: SHOWN }, { signal }),
    ]);
    return { status, hosts: hosts.items, films: films.items, queries: queries.items };
  }

  protected view({ status, hosts, films, queries }: Desk): TemplateResult {
    return html`${this.outcome()}<div class="desks">
      <section><h3>${this.say('The week')}</h3>${this.#week(status)}</section>
      <section><h3>${this.say('Sites')}</h3>${this.#hosts(hosts)}</section>
      <section><h3>${this.say('Films that wait for their details')}</h3>${this.#films(films)}</section>
      <section class="wide"><h3>${this.say('Slow statements')}</h3>${this.#queries(queries)}</section>
    </div>`;
  }

  #table(caption: string, heads: TemplateResult[], rows: TemplateResult[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
      <caption class="unseen">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
  }

  #week({ outcomes }: Status): TemplateResult {
    const days = new Map<string, { tasks: number; failed: number }>();
    for (const { day, tasks, failed } of outcomes) {
      const before = days.get(day) ?? { tasks: 0, failed: 0 };
      days.set(day, { tasks: before.tasks + tasks, failed: before.failed + failed });
    }
    if (days.size === 0) return html`<p class="soft">${this.say('No task was done this week.')}</p>`;
    return this.#table(
      this.say('Tasks of the week, by day'),
      DAY_COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`),
      [...days]
        .sort(([one], [other]) => (one < other ? 1 : -1))
        .map(
          ([day, { tasks, failed }]) =>
            html`<tr><th scope="row">${this.moment(day, false)}</th><td>${this.number(tasks)}</td><td class=${failed > 0 ? 'fault' : ''}>${this.number(failed)}</td></tr>`,
        ),
    );
  }

  #hosts(hosts: readonly Host[]): TemplateResult {
    if (hosts.length === 0) return html`<p class="soft">${this.say('No site was asked yet.')}</p>`;
    return html`<ul class="lines">${hosts.map((host) => this.#host(host))}</ul>`;
  }

  #host({ host, strikes, reason, blocked_until, closed_until, away_since }: Host): TemplateResult {
    const until = closed_until ?? blocked_until;
    const isLeft = (until !== null && Date.parse(until) > Date.now()) || away_since !== null;
    return html`<li><div><p class="title">${host}</p>
      <p class="soft">${
        isLeft
          ? html`<span class="fault">${until ? this.say('left alone until {date}', { date: this.moment(until) }) : this.say('away since {date}', { date: this.moment(away_since ?? '') })}</span>${reason ? ` · ${reason}` : ''}`
          : this.say('is asked')
      }${strikes > 0 ? ` · ${this.say('{n} strike|{n} strikes', { n: strikes })}` : ''}</p></div>
      ${isLeft ? html`<button aria-disabled=${this.busy ?? false} @click=${() => this.#resume(host)}>${this.say('Ask it again')}<span class="unseen">: ${host}</span></button>` : nothing}</li>`;
  }

  #films(films: Schemas['WaitingFilmList']['items']): TemplateResult {
    if (films.length === 0) return html`<p class="soft">${this.say('None waits.')}</p>`;
    return this.#table(
      this.say('Films that wait for their details'),
      FILM_COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`),
      films.map(
        ({ title, release_year, watchers }) =>
          html`<tr><th scope="row">${title} <span class="soft">${release_year ?? ''}</span></th><td>${this.number(watchers)}</td></tr>`,
      ),
    );
  }

  #queries(queries: Schemas['SlowQueryList']['items']): TemplateResult {
    if (queries.length === 0)
      return html`<p class="soft">${this.say('None took longer than half a second in thirty days.')}</p>`;
    return this.#table(
      this.say('Slow statements'),
      QUERY_COLUMNS.map((name) => html`<th scope="col">${this.say(name)}</th>`),
      queries.map(
        ({ text, count, worst_ms, last_at }) =>
          html`<tr><th scope="row"><code>${text}</code></th><td>${this.number(count)}</td><td>${this.number(worst_ms)} ms</td><td>${this.moment(last_at)}</td></tr>`,
      ),
    );
  }

  async #resume(host: string): Promise<void> {
    if (this.busy) return;
    const said = this.say('It is asked again from now on.');
    const hosts = await this.act((client) => client.admin.resumeHost({ host }), said);
    if (!hosts || !this.data) return;
    this.data = { ...this.data, hosts: hosts.items };
    this.requestUpdate();
  }
}
