/** What a tester does, in their own browser profile. They use names, labels and texts, as a person does. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { mailedLink } from './mail.ts';

const PATIENCE_MS = 120_000;

export class Tester {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly email: string,
    /** What went wrong on their pages. */
    readonly faults: string[],
  ) {}

  static async arrive(browser: Browser, email: string): Promise<Tester> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    return new Tester(page, context, email, faults);
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  async signIn(): Promise<void> {
    const { page, email } = this;
    await page.goto(inject('almanac'));
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('a link is on its way').waitFor();
    await page.goto(await mailedLink(email));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  async createCohort(name: string, label: string, members: readonly string[]): Promise<void> {
    const { page } = this;
    await this.#enter('Cohorts');
    const editor = page.locator('almanac-cohort-editor');
    await editor.getByLabel('Name', { exact: true }).fill(name);
    await editor.getByLabel('Short name').fill(label);
    await editor.getByLabel('Members:').fill(members.join(', '));
    await editor.getByRole('button', { name: 'Create the cohort' }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.locator('almanac-sync-button').waitFor();
  }

  async sync(outcome: string): Promise<void> {
    await this.#enter('Sync and import');
    await this.page.getByRole('button', { name: 'Sync', exact: true }).click();
    await this.page.getByText(outcome).waitFor();
  }

  async bring(zip: { name: string; buffer: Buffer }): Promise<void> {
    await this.#enter('Sync and import');
    await this.page
      .locator('almanac-import-drop input[type=file]')
      .setInputFiles({ ...zip, mimeType: 'application/zip' });
    await this.page.getByText('It is in. The ranking follows by itself.').waitFor();
  }

  /** Ranks by another strategy, and saves the list. */
  async filterAndSave(name: string): Promise<void> {
    const { page } = this;
    await this.#enter('Explore');
    await page.locator('almanac-filters summary').click();
    await page.getByLabel('Ranked by').selectOption({ label: 'Certainty (Wilson)' });
    await page.getByRole('button', { name: 'Remove: Certainty (Wilson)' }).waitFor();
    await page.locator('almanac-rankings tbody tr').first().waitFor();
    await page.getByLabel('Save this list as').fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved: find it under Lists').waitFor();
  }

  /** Opens the first film of the list, and comes back to the list as it was. */
  async lookAtAFilm(): Promise<void> {
    const { page } = this;
    const list = page.url();
    await page.locator('almanac-rankings tbody .title').first().click();
    await page.locator('almanac-why').getByText('Why it is number').waitFor();
    await page.getByRole('link', { name: 'Back to Explore' }).click();
    await page.getByRole('button', { name: 'Remove: Certainty (Wilson)' }).waitFor();
    expect(page.url()).toBe(list);
  }

  /** Shares the list, and returns its address. */
  async share(name: string): Promise<string> {
    const { page } = this;
    await this.#enter('Lists');
    const card = page.locator('almanac-saved-lists li', { hasText: name });
    await card.getByRole('button', { name: 'Share', exact: true }).click();
    await card.getByRole('button', { name: 'Copy link' }).waitFor();
    const filters = await page.evaluate(async () => (await fetch('/v1/filters')).json());
    return filters.items.find((each: { name: string }) => each.name === name).share.url;
  }

  async exportCsv(name: string): Promise<string> {
    const card = this.page.locator('almanac-saved-lists li', { hasText: name });
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      card.getByRole('button', { name: 'CSV' }).click(),
    ]);
    return readFileSync((await download.path())!, 'utf8');
  }

  async #enter(room: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: room, exact: true }).click();
  }
}
