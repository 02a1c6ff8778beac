/** Five testers at once, each from the sign-in to a share that a stranger opens. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ADA, exportFiles } from '../../packages/pipeline/test/import/support/exports.ts';
import { zip } from '../../packages/pipeline/test/import/support/zip.ts';
import { Tester } from './tester.ts';

const NAMES = [
  'odile_keeps',
  'reel_tomasz',
  'popcorn_prue',
  'nitrate_nell',
  'giallo_gus',
  'subtitle_sam',
  'cel_by_cel',
  'half_star_hal',
];

function exportOfAda(): Buffer {
  return zip(Object.entries(exportFiles(ADA)).map(([path, data]) => ({ path, data })));
}

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browser'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(() => browser.close());

it.concurrent.each([0, 1, 2, 3, 4])('tester %i', async (n) => {
  const tester = await Tester.arrive(browser, `tester-${n}@example.org`);
  try {
    await tester.signIn();
    const list = `The certain ones of ${n}`;
    // The first one's circle has somebody whom the site doesn't know, and whose ratings come from a ZIP.
    const byZip = n === 0 ? ['ada_l'] : [];
    await tester.createCohort(`Circle ${n}`, `circle-${n}`, [...byZip, ...NAMES.slice(n, n + 4)]);
    if (n === 0) await tester.bring({ name: 'letterboxd-ada_l-2026-01-02-00-00-utc.zip', buffer: exportOfAda() });
    await tester.sync(n === 0 ? 'The sync ended: partial.' : 'Done: the ranking is up to date.');
    await tester.filterAndSave(list);
    await tester.lookAtAFilm();
    const address = await tester.share(list);
    const csv = await tester.exportCsv(list);
    expect(csv).toMatch(/^rank,score,title,/);
    expect(csv.trim().split('\n').length).toBeGreaterThan(3);

    const stranger = await Tester.arrive(browser, 'nobody@example.org');
    await stranger.page.goto(address);
    await stranger.page.getByRole('heading', { name: list }).first().waitFor();
    const text = await stranger.page.locator('body').innerText();
    expect(text).toContain('Letterboxd');
    for (const name of NAMES) expect(text).not.toContain(name);
    expect(stranger.faults).toEqual([]);
    await stranger.leave();
    expect(tester.faults).toEqual([]);
  } finally {
    await tester.leave();
  }
});

/** The exit criteria of docs/alpha.md that a rate tells, over all that the testers did. */
it('meanwhile less than 2 % of the requests and of the tasks fail', async () => {
  const metrics = await (await fetch(`${inject('almanac')}/metrics`)).text();
  const sum = (pattern: RegExp) => [...metrics.matchAll(pattern)].reduce((all, [, value]) => all + Number(value), 0);
  const requests = sum(/^almanac_http_request_duration_seconds_count\{.*\} (\d+)$/gm);
  const failed = sum(/^almanac_http_request_duration_seconds_count\{.*status="5\d\d".*\} (\d+)$/gm);
  const tasks = Number(/^almanac_task_error_ratio_7d (\S+)$/m.exec(metrics)?.[1]);
  console.log(
    `${failed} of ${requests} requests were answered with 5xx; ${(tasks * 100).toFixed(2)} % of the tasks failed`,
  );
  expect(requests).toBeGreaterThan(100);
  expect(failed / requests).toBeLessThan(0.02);
  expect(tasks).toBeLessThan(0.02);
});
