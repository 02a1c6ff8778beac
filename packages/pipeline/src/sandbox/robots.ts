/** The two robots.txt files that the site can show. */

/** `open` allows everything; `letterboxd` forbids what the real site's robots.txt forbids to everybody. */
export const ROBOTS_MODES = ['open', 'letterboxd'] as const;
export type RobotsMode = (typeof ROBOTS_MODES)[number];

/** The rules of letterboxd.com/robots.txt for `User-agent: *`, as of autumn 2026. */
const LETTERBOXD_DISALLOWS = [
  '/*/by/*',
  '/*/popular/this/*',
  '/*/on/*',
  '/*/tag/*',
  '/*/genre/*',
  '/*/country/*',
  '/*/language/*',
  '/*/decade/*',
  '/films/year/*',
  '/films/*/year/*',
  '/films/*/size/large/*',
  '/*/friends/*',
];

/** The text of robots.txt. */
export function robotsTxt(mode: RobotsMode): string {
  const rules = mode === 'open' ? [''] : LETTERBOXD_DISALLOWS;
  return ['User-agent: *', ...rules.map((path) => `Disallow: ${path}`.trimEnd()), ''].join('\n');
}
