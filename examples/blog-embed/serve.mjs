/**
 * Serves the blog's page, filled with a list that an almanac shares:
 * `npm start -w examples/blog-embed -- --almanac http://127.0.0.1:4000 --share SLUG [--port 4080]`.
 * A blog proper would hold the filled page as a file; here it is filled on each request, so that any list will do.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    almanac: { type: 'string', default: 'http://127.0.0.1:4000' },
    share: { type: 'string' },
    port: { type: 'string', default: '4080' },
  },
});
if (!values.share) {
  console.error('Name the list with --share SLUG: the last part of its link.');
  process.exit(2);
}
const almanac = new URL(values.almanac).origin;
const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const MARKUP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text).replace(/[&<>"]/g, (found) => MARKUP[found]);
const filmLine = ({ title, release_year }) =>
  `<li><cite>${escaped(title)}</cite>${release_year === null ? '' : ` (${release_year})`}</li>`;

async function page() {
  const response = await fetch(`${almanac}/v1/shares/${encodeURIComponent(values.share)}`);
  if (!response.ok) throw new Error(`The almanac answers ${response.status} for this list.`);
  const { title, words, items, attribution } = await response.json();
  const parts = {
    almanac,
    share: encodeURIComponent(values.share),
    title: escaped(title),
    words: escaped(words),
    attribution: escaped(attribution),
    height: 190 + 57 * Math.max(items.length, 1),
    films: items.map(filmLine).join('\n        '),
  };
  return file('index.html').replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

const server = createServer(async ({ url }, response) => {
  try {
    if (url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(await page());
    else if (url === '/blog.css') response.writeHead(200, { 'content-type': 'text/css' }).end(file('blog.css'));
    else response.writeHead(404).end();
  } catch (error) {
    response.writeHead(502, { 'content-type': 'text/plain' }).end(`${error.message}\n`);
  }
});
server.listen(Number(values.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
