/** The project's site, as `npm run site:build` makes it: its links lead somewhere, and it loads nothing from elsewhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENTS } from '../scripts/site/contents.ts';
import { render } from '../scripts/site/markdown.ts';
import { documents, ROOT } from './documents/blocks.ts';

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
let out: string;
let pages: { name: string; $: ReturnType<typeof load> }[];
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'almanac-site-'));
  execFileSync('npx', ['tsx', '--conditions=almanac-source', 'scripts/site/build.ts', '--out', out], { cwd: ROOT });
  pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({ name, $: load(readFileSync(join(out, name), 'utf8')) }));
}, 60_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** What a page names: of links, pictures and the stylesheet. */
function addresses({ $ }: (typeof pages)[number], attribute: 'href' | 'src' | 'srcset'): string[] {
  return $(`[${attribute}]`)
    .toArray()
    .map((element) => $(element).attr(attribute)!);
}

/** Why an address leads nowhere, or null. */
function lost(page: string, address: string): string | null {
  const [path = '', fragment] = address.split('#');
  const file = path === '' ? join(out, page) : resolve(out, dirname(page), decodeURI(path));
  if (!existsSync(file) || !statSync(file).isFile()) return `${page}: ${address} is not there`;
  if (fragment === undefined || !file.endsWith('.html')) return null;
  const name = file.slice(out.length + 1);
  const target = pages.find((one) => one.name === name)!;
  return target.$(`[id="${decodeURIComponent(fragment)}"]`).length === 1
    ? null
    : `${page}: ${address} has no such place`;
}

describe('the site', () => {
  it('has pages of documents, and the landing page', () => {
    expect(pages.length).toBeGreaterThan(60);
    expect(pages.map(({ name }) => name)).toEqual(expect.arrayContaining(['index.html', 'readme.html']));
  });

  it('has no link, picture or stylesheet that leads nowhere', () => {
    const all = pages.flatMap((page) =>
      (['href', 'src', 'srcset'] as const)
        .flatMap((attribute) => addresses(page, attribute))
        .filter((address) => !/^(https?|mailto):/.test(address))
        .map((address) => lost(page.name, address)),
    );
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter((fault) => fault !== null)).toEqual([]);
  });

  it('loads nothing from elsewhere, runs no script, and says so by its policy', () => {
    for (const page of pages) {
      const loaded = [...addresses(page, 'src'), ...addresses(page, 'srcset')];
      const sheets = page
        .$('link')
        .toArray()
        .map((element) => page.$(element).attr('href')!);
      expect([...loaded, ...sheets].filter((address) => /^[a-z]+:|^\/\//.test(address))).toEqual([]);
      expect(page.$('script, style, [style], iframe, form').length).toBe(0);
      expect(page.$('meta[http-equiv="Content-Security-Policy"]').attr('content')).toBe(POLICY);
    }
  });

  it('has a title, one heading of the first order, and words for every picture on each page', () => {
    for (const { name, $ } of pages) {
      expect([name, $('h1').length, $('title').text().length > 5, $('html').attr('lang')]).toEqual([
        name,
        1,
        true,
        'en',
      ]);
      expect(
        $('img')
          .toArray()
          .filter((element) => !$(element).attr('alt')),
      ).toEqual([]);
    }
  });

  it('leads to every page from the landing page', () => {
    const reached = new Set(['index.html']);
    for (const name of reached) {
      const page = pages.find((one) => one.name === name)!;
      for (const address of addresses(page, 'href')) {
        const path = resolve('/', dirname(name), decodeURI(address.split('#')[0]!)).slice(1);
        if (!/^[a-z]+:/.test(address) && path.endsWith('.html')) reached.add(path);
      }
    }
    expect(pages.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  });

  it('has every guide in its table of contents', () => {
    const listed = CONTENTS.flatMap(({ documents }) => documents);
    const guides = documents().filter((one) => /^docs\/(guides\/|[^/]+$)/.test(one));
    expect(guides.filter((one) => !listed.includes(one))).toEqual([]);
  });

  it('shows nothing of the marks of blocks', () => {
    const { $ } = pages.find(({ name }) => name === 'docs/guides/joining.html')!;
    expect($('main').text()).toContain('npx almanac invite create');
    expect($('main').text()).not.toMatch(/<!--|backrow_bea/);
  });
});

describe('a document', () => {
  const around = { pageOf: (path: string) => (path === 'docs/b.md' ? 'docs/b.html' : null) };
  it('leads to pages instead of files', () => {
    const { title, html } = render(
      'docs/a.md',
      '# A & `b`\n\n[there](b.md#c), [out](https://example.org/), [here](#a--b)',
      around,
    );
    expect(title).toBe('A & b');
    expect(html).toContain('<h1 id="a--b">');
    expect(html).toContain(
      '<a href="b.html#c">there</a>, <a href="https://example.org/">out</a>, <a href="#a--b">here</a>',
    );
  });

  it('with a link to nothing, or with HTML of its own, is refused', () => {
    expect(() => render('docs/a.md', '[gone](c.md)', around)).toThrow('docs/a.md: c.md leads to nothing');
    expect(() => render('docs/a.md', '<script>1</script>', around)).toThrow('docs/a.md holds HTML');
    expect(() => render('docs/a.md', 'text <b>1</b>', around)).toThrow('docs/a.md holds HTML');
  });

  it('has its code shown as it is', () => {
    expect(render('docs/a.md', '```sh\na <b>\n```', around).html).toBe(
      '<pre tabindex="0"><code>a &lt;b&gt;\n</code></pre>\n',
    );
  });
});
