/** Where the machine has its Chromium. */
import { existsSync } from 'node:fs';

const CHROMIUMS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @throws when there is none: what needs a browser must not pass for want of it */
export function findChromium(): string {
  const browser = CHROMIUMS.find((path) => path && existsSync(path));
  if (!browser)
    throw new Error('No Chromium is installed. On Debian: apt-get install chromium; or name one in CHROMIUM.');
  return browser;
}
