/** The mail that a development almanac writes to its home. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

const LINK = /https?:\/\/[^\s"\\]+\/auth\/sign-in\?token=[\w-]+/;

/** The newest sign-in link that was mailed to an address; waits for it. Throws when none comes. */
export async function mailedLink(email: string): Promise<string> {
  const folder = join(inject('home'), 'mail');
  for (let tries = 0; tries < 100; tries += 1) {
    // The folder is made with the first mail.
    for (const name of existsSync(folder) ? readdirSync(folder).sort().reverse() : []) {
      const text = readFileSync(join(folder, name), 'utf8');
      const link = text.includes(email) ? LINK.exec(text) : null;
      if (link) return link[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail to ${email} was written.`);
}
