/** From a document's Markdown to the inside of a page: links between documents become links between pages. Pure. */
import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';

/** What is asked about a file of the repository that a document links to, by its path. */
export interface Surroundings {
  /** The page at which it is read, or null when there is no such file. */
  pageOf(path: string): string | null;
}

export interface Rendered {
  title: string;
  html: string;
}

/** Where a document is read. */
export const pageOfDocument = (document: string): string =>
  document === 'README.md'
    ? 'readme.html'
    : document
        .replace(/README\.md$/, 'index.md')
        .replace(/\.md$/, '.html')
        .toLowerCase();

/** The address of a page, seen from another. */
export const addressFrom = (page: string, target: string): string =>
  posix.relative(posix.dirname(page), target) || posix.basename(target);

/** The anchor of a heading, as GitHub makes it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** @throws when a link leads to nothing, or when the document holds HTML of its own other than comments */
export function render(document: string, text: string, { pageOf }: Surroundings): Rendered {
  const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });
  const page = pageOfDocument(document);
  const seen = new Map<string, number>();
  let title = '';

  const addressOf = (link: string): string => {
    if (/^[a-z]+:/.test(link) || link.startsWith('#')) return link;
    const [path = '', fragment] = link.split('#');
    const target = pageOf(posix.normalize(posix.join(posix.dirname(document), decodeURIComponent(path))));
    if (target === null) throw new Error(`${document}: ${link} leads to nothing`);
    return encodeURI(addressFrom(page, target)) + (fragment === undefined ? '' : `#${fragment}`);
  };

  markdown.core.ruler.push('almanac', ({ tokens }) => {
    for (const [i, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        const heading = (tokens[i + 1]?.children ?? []).map(({ content }) => content).join('');
        const anchor = anchorOf(heading);
        const times = seen.get(anchor) ?? 0;
        seen.set(anchor, times + 1);
        token.attrSet('id', times === 0 ? anchor : `${anchor}-${times}`);
        if (token.tag === 'h1' && title === '') title = heading;
      }
      // A table without words above its columns has no headings.
      if (token.type === 'th_open' && tokens[i + 1]?.content === '') token.tag = tokens[i + 2]!.tag = 'td';
      for (const child of token.children ?? []) {
        if (child.type === 'link_open') child.attrSet('href', addressOf(child.attrGet('href') ?? ''));
        if (child.type === 'image') child.attrSet('src', addressOf(child.attrGet('src') ?? ''));
      }
    }
  });
  const onlyComments = (html: string): string => {
    if (/^\s*(<!--[\s\S]*?-->\s*)+$/.test(html)) return '';
    throw new Error(`${document} holds HTML: ${html.slice(0, 80)}`);
  };
  markdown.renderer.rules.html_block = (tokens, i) => onlyComments(tokens[i]!.content);
  markdown.renderer.rules.html_inline = (tokens, i) => onlyComments(tokens[i]!.content);
  // What is wider than the page is scrolled by itself, by keys too.
  markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>';
  markdown.renderer.rules.table_close = () => '</table></div>';
  markdown.renderer.rules.fence = (tokens, i) =>
    `<pre tabindex="0"><code>${markdown.utils.escapeHtml(tokens[i]!.content)}</code></pre>\n`;
  const html = markdown.render(text);
  return { title: title || posix.basename(document), html };
}
