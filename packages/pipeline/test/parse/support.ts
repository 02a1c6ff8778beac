import { expect } from 'vitest';
import { type PageFacts, type ParsedPage, type ParseError, type ParseKind, parsePage } from '../../src/parse/index.ts';

/** Parses a page that must be readable. */
export function read<K extends ParseKind>(kind: K, html: string, facts?: PageFacts): ParsedPage<K> {
  const result = parsePage(kind, html, facts);
  if (!result.ok) expect.fail(`${result.error.error}: ${result.error.message}`);
  return result.page;
}

/** Parses a page that must be refused. */
export function refuse(kind: ParseKind, html: string, facts?: PageFacts): ParseError {
  const result = parsePage(kind, html, facts);
  if (result.ok) expect.fail(`read as ${JSON.stringify(result.page).slice(0, 200)}`);
  return result.error;
}

/** Replaces every occurrence, and fails when there is none: a mutation that changes nothing proves nothing. */
export function mutate(html: string, from: string | RegExp, to: string): string {
  const changed = typeof from === 'string' ? html.replaceAll(from, to) : html.replace(from, to);
  expect(changed, `the page has no ${from}`).not.toBe(html);
  return changed;
}
