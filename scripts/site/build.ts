/**
 * `npm run site:build`: the site of the project, into reports/site or `--out DIR`. A landing page, the documents as pages, the
 * SDK's reference where `npm run docs:sdk` has made it, and, with `--storybook`, a link to the Storybook that is built into its
 * folder `storybook`. It loads nothing from elsewhere and holds no script.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { blocksOf, documents, ROOT } from '../../tests/documents/blocks.ts';
import { CONTENTS } from './contents.ts';
import { addressFrom, pageOfDocument, render } from './markdown.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REFERENCE = 'docs/reference/sdk';

const { values } = parseArgs({ options: { out: { type: 'string' }, storybook: { type: 'boolean' } } });
const out = resolve(values.out ?? join(ROOT, 'reports/site'));

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const isFolder = (path: string): boolean => statSync(join(ROOT, path)).isDirectory();
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found]!);

function write(path: string, content: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
}

/** Each name of the form {name} is filled; all of them have to be. */
const fill = (template: string, parts: Readonly<Record<string, string>>): string =>
  readFileSync(join(HERE, template), 'utf8').replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`${template} wants ${name}`);
    return part;
  });

const reference = existsSync(join(ROOT, REFERENCE))
  ? readdirSync(join(ROOT, REFERENCE), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(REFERENCE, name))
  : [];
// Notes to those who look into a folder of the source stay there.
const pages = [...documents().filter((one) => !/^(tests|packages\/\w+\/src)\//.test(one)), ...reference];
/** Files of the repository that pages lead to, and where they are read. */
const linked = new Map<string, string>();

function pageOf(path: string): string | null {
  if (pages.includes(path)) return pageOfDocument(path);
  const readme = join(path, 'README.md');
  if (pages.includes(readme)) return pageOfDocument(readme);
  if (!existsSync(join(ROOT, path))) return null;
  const page = /\.(png|svg)$/.test(path) ? path : `files/${path.replace(/\/$/, '')}.html`;
  linked.set(path, page);
  return page;
}

const titles = new Map<string, string>();
const bodies = new Map(
  pages.map((document) => {
    const { title, html } = render(document, read(document), { pageOf });
    titles.set(document, document === 'README.md' ? 'Overview' : title);
    return [document, html];
  }),
);

const link = (page: string, target: string, text: string): string =>
  `<a href="${escaped(addressFrom(page, target))}"${page === target ? ' aria-current="page"' : ''}>${escaped(text)}</a>`;

/** The table of contents, seen from a page. */
function contents(page: string): string {
  const more = reference.includes(`${REFERENCE}/README.md`) ? [`${REFERENCE}/README.md`] : [];
  return CONTENTS.map(({ heading, documents: listed }) => {
    const all = heading === 'For programs' ? [...listed, ...more] : listed;
    const items = all.map((one) => `<li>${link(page, pageOfDocument(one), titles.get(one)!)}</li>`);
    if (heading === 'For programs' && values.storybook)
      items.push(`<li>${link(page, 'storybook/index.html', 'Storybook')}</li>`);
    return `<section><h2>${escaped(heading)}</h2><ul>${items.join('')}</ul></section>`;
  }).join('\n');
}

function writePage(page: string, title: string, body: string): void {
  const home = addressFrom(page, 'index.html');
  const stylesheet = addressFrom(page, 'site.css');
  write(page, fill('page.html', { title: escaped(title), home, stylesheet, body, contents: contents(page) }));
}

/** Scrolled by itself where it is wider than the page, by keys too. */
const listing = (text: string): string => `<pre tabindex="0"><code>${escaped(text)}</code></pre>`;
/** The nth block of a document. */
const block = (document: string, n: number): string => blocksOf(document)[n]!.code.trimEnd();

/** What stands under a heading of the README, as a part of the landing page. */
function section(heading: string): string {
  const [, body] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(read('README.md')) ?? [];
  if (!body) throw new Error(`the README has no "${heading}"`);
  // Seen from index.html, which stands beside the README's own page.
  return render('README.md', body, { pageOf }).html;
}

function landing(): string {
  const [, tagline = ''] = /^# .*\n+(.+)$/m.exec(read('README.md')) ?? [];
  return fill('landing.html', {
    tagline: escaped(tagline),
    // The first of its lines, without the remark.
    start: listing(/^[^#\n]*[^#\s]/.exec(block('README.md', 0))![0]),
    rankings: listing([1, 2].map((n) => block('docs/guides/getting-started.md', n)).join('\n\n')),
    embed: listing(block('docs/guides/embedding.md', 0)),
    gives: section('What you get'),
    leaves: section('What it does not do'),
    contents: contents('index.html'),
  });
}

rmSync(out, { recursive: true, force: true });
for (const [document, body] of bodies) writePage(pageOfDocument(document), titles.get(document)!, body);
write('index.html', landing());
copyFileSync(join(HERE, 'site.css'), join(out, 'site.css'));
for (const path of ['docs/images/first-page.png', 'docs/images/first-page-dark.png', 'LICENSE']) pageOf(path);
for (const [path, page] of linked) {
  if (page.endsWith('.html')) {
    // A folder is told by the names in it.
    const text = isFolder(path) ? readdirSync(join(ROOT, path)).sort().join('\n') : read(path);
    writePage(page, path, `<h1>${escaped(path)}</h1>\n${listing(text)}`);
  } else {
    mkdirSync(dirname(join(out, page)), { recursive: true });
    copyFileSync(join(ROOT, path), join(out, page));
  }
}
console.log(`${bodies.size + 1} pages and ${linked.size} files in ${out}`);
