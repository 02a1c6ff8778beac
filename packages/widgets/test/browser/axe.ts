/** axe-core on what a page shows. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose outcome depends on the colours; all others look at what is the same in every colour scheme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What is wrong below an element; with `only: 'colours'` what another colour scheme can make wrong. */
export async function violations(page: Page, root: string, only?: 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const results = await page.evaluate(
    ([at, runOnly]) =>
      (globalThis as unknown as { axe: { run(root: string, options: object): Promise<AxeResults> } }).axe.run(at, {
        runOnly,
        rules: { region: { enabled: false } },
        resultTypes: ['violations'],
      }),
    [root, only ? OF_COLOURS : TAGS] as const,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
