/**
 * Makes the pictures of the widgets' stories in docs/images from the built site.
 * `npm run storybook:build && node scripts/storybook-images.mjs`
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { images, openBrowser } from './support/pictured-almanac.mjs';

const folder = fileURLToPath(new URL('../reports/storybook/', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const server = createServer(({ url = '' }, response) => {
  const path = normalize(new URL(url, 'http://stories').pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

const PICTURES = [{ name: 'storybook-rankings', story: 'rankings--table' }];
const browser = await openBrowser();
for (const { name, story } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light' });
  await page.goto(`http://127.0.0.1:${server.address().port}/?path=/story/${story}`);
  await page.frameLocator('#storybook-preview-iframe').locator('#storybook-root [part="frame"]').first().waitFor();
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}
await browser.close();
server.closeAllConnections();
server.close();
