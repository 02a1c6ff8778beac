import { PROBLEMS } from '@cohort-almanac/core';
import { describe, expect, it } from 'vitest';
import type { ContractDocument } from '../../../src/openapi/document.ts';
import { renderReference } from '../../../src/pages/reference/index.ts';
import { contract, serve } from '../support/serve.ts';

const page = renderReference(contract.document, ['/assets/a.css']);
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);

describe('the reference', () => {
  it.each([...contract.operations.values()].map(({ id, path }) => [id, path] as const))('has %s', (id, path) => {
    expect(ids).toContain(id);
    expect(page).toContain(`<code>${path.replaceAll(/:(\w+)/g, '{$1}')}</code>`);
  });

  it('has every schema and every problem, and each place once', () => {
    for (const name of Object.keys(contract.document.components!.schemas!)) expect(ids).toContain(`schema-${name}`);
    for (const code of Object.keys(PROBLEMS)) expect(ids).toContain(`problem-${code}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leads nowhere where nothing is', () => {
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('loads its stylesheets and nothing else, and holds no script and no style', () => {
    expect(page).not.toMatch(/<(script|style|img|iframe|object|embed)\b|<[^>]+ (style|src|on\w+)=/);
    expect([...page.matchAll(/<link [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/assets/a.css']);
  });

  it('escapes what the contract says', () => {
    const evil = '<script>alert(1)</script>"\'&';
    const document = structuredClone(contract.document) as ContractDocument & { info: { description: string } };
    document.info.description = `${evil}\n\n- \`${evil}\`\n- **${evil}**`;
    const written = renderReference(document, []);
    expect(written).not.toContain('<script>');
    expect(written).toContain('<strong>&lt;script&gt;');
  });
});

it('is served under a policy that allows its stylesheets alone, and is not sent twice', async () => {
  const { get } = await serve();
  const response = await get('/docs');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
  const again = await get('/docs', { headers: { 'If-None-Match': response.headers.get('etag')! } });
  expect(again.status).toBe(304);
});

it("a problem's type leads to what can be done about it", async () => {
  const { get } = await serve();
  const response = await get('/problems/conflict', { redirect: 'manual' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/docs#problem-conflict');
  expect(await response.text()).toBe('');
  expect((await get('/problems/no-such-problem')).status).toBe(400);
});
