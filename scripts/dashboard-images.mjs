/**
 * Makes the pictures of the dashboard in docs/images: signs in as the demo user, and looks at the rooms in Chromium.
 * `node scripts/dashboard-images.mjs [--port 4220]`, after `npm run build`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { images, openBrowser, withAlmanac } from './support/pictured-almanac.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4220' } } });

const PICTURES = [
  { name: 'dashboard-explore-light', room: 'explore', width: 1440, height: 1000, scheme: 'light' },
  { name: 'dashboard-explore-dark', room: 'explore', width: 1440, height: 1000, scheme: 'dark' },
  { name: 'dashboard-explore-phone', room: 'explore', width: 390, height: 844, scheme: 'light' },
  { name: 'dashboard-insights-light', room: 'insights', width: 1440, height: 1400, scheme: 'light' },
  { name: 'dashboard-circle-dark', room: 'circle', width: 1440, height: 1400, scheme: 'dark' },
];

await withAlmanac(Number(values.port), async ({ url, signInLink }) => {
  const link = await signInLink;
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  for (const { name, room, width, height, scheme } of PICTURES) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${url}/#/demo/${room}`);
    await page.reload();
    await page.waitForTimeout(2_500);
    await page.screenshot({ path: join(images, `${name}.png`) });
  }
  await browser.close();
});
