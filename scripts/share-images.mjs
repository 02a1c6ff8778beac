/**
 * Makes the pictures of a shared list in docs/images: its page and its frame with JavaScript switched off, the picture that
 * goes with its link, and the example blog that embeds it, with and without JavaScript.
 * `node scripts/share-images.mjs [--port 4210]`, after `npm run build`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { images, openBrowser, shareList, withAlmanac } from './support/pictured-almanac.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4210' } } });
const blogServer = fileURLToPath(new URL('../examples/blog-embed/serve.mjs', import.meta.url));

await withAlmanac(Number(values.port), async (almanac) => {
  await almanac.signInLink;
  // A second edition under another parameter, so that there is something that came and went.
  await almanac.run('compute', 'demo', '--m', '9', '--wait');
  const old = await shareList(
    almanac,
    {
      name: 'Before the lights went out',
      description: 'What we would show you first, of all that was made before we were born.',
      filter: { release_year_max: 1979, watchers_min: 3 },
    },
    { top: 20 },
  );
  const ten = await shareList(
    almanac,
    { name: 'Ten for a long winter', description: 'On these we agree.', filter: { watchers_min: 4 } },
    { top: 10 },
  );
  const { page, embed, preview } = old.addresses;
  const browser = await openBrowser();
  const shoot = async (address, name, { width, scheme = 'light', fullPage = true, javaScriptEnabled = false }) => {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 1000 },
      colorScheme: scheme,
      javaScriptEnabled,
      deviceScaleFactor: width < 500 ? 2 : 1,
    });
    const tab = await context.newPage();
    await tab.goto(address, { waitUntil: 'load' });
    if (javaScriptEnabled) {
      // A frame that is loaded when it is reached has to be reached.
      await tab.locator('iframe').scrollIntoViewIfNeeded();
      await tab.waitForTimeout(2_000);
    }
    await tab.screenshot({ path: join(images, name), fullPage });
    await context.close();
  };
  for (const scheme of ['light', 'dark']) {
    await shoot(page, `share-page-1440-${scheme}.png`, { width: 1440, scheme });
    await shoot(page, `share-page-390-${scheme}.png`, { width: 390, scheme, fullPage: false });
  }
  await shoot(embed, 'share-embed-420.png', { width: 420 });
  writeFileSync(join(images, 'share-preview.png'), Buffer.from(await (await fetch(preview)).arrayBuffer()));

  const blog = spawn(process.execPath, [blogServer, '--almanac', almanac.url, '--share', ten.slug, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(blog.stdout, 'data');
  const address = String(line).trim();
  await shoot(address, 'blog-900.png', { width: 900, javaScriptEnabled: true });
  await shoot(address, 'blog-390.png', { width: 390, javaScriptEnabled: true });
  await shoot(address, 'blog-without-scripts.png', { width: 900 });
  blog.kill();
  await browser.close();
});
