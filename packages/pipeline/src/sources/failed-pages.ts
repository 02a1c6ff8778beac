/** The last page of each kind of failure, kept to look at. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';

export interface FailedPage {
  error: string;
  kind: string;
  url: string;
  html: string;
}

const folderIn = (home: string): string => join(home, 'failed-pages');
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Removes the pages, and drafts of pages, that are older than `days`. Resolves to how many there were. */
export async function pruneFailedPages(home: string, days: number): Promise<number> {
  const folder = folderIn(home);
  let removed = 0;
  for (const name of (await unlessMissing(readdir(folder))) ?? []) {
    const file = join(folder, name);
    const about = await unlessMissing(stat(file));
    if (!about || Date.now() - about.mtimeMs < days * DAY_MS) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** Null where there is nothing: no page was ever kept, or a draft has just become one. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export class FailedPages {
  readonly #folder: string;
  readonly #log: Logger;

  constructor(home: string, log: Logger) {
    this.#folder = folderIn(home);
    this.#log = log;
  }

  /** Keeps a page in place of the last one of its kind. A full disk must not cost the run: it is logged. */
  async keep(page: FailedPage): Promise<void> {
    const file = join(this.#folder, `${page.error}-${page.kind}.html`);
    const draft = `${file}.${randomUUID()}`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, `<!-- ${page.url.replaceAll('--', '%2D%2D')} -->\n${page.html}`, {
        mode: 0o600,
      });
      await rename(draft, file);
      // What is not there is an answer; anything else is worth a person's look.
      const level = page.error === 'not_found' || page.error === 'private' ? 'debug' : 'warn';
      this.#log[level]({ error: page.error, kind: page.kind, url: page.url, file }, 'a page could not be read');
    } catch (error) {
      this.#log.warn({ err: error, file }, 'a page that could not be read could not be kept either');
    }
  }
}
