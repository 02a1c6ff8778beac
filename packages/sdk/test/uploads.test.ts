/** Files that are sent, in every form. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type FileInput, UsageError } from '../src/index.ts';
import { json, problem, SOON, serve } from './support/misbehave.ts';

const folder = mkdtempSync(join(tmpdir(), 'almanac-files-'));
const path = join(folder, 'letterboxd-ada-2026-11-20-18-30-utc.zip');
writeFileSync(path, 'PK bytes');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllGlobals());

const RUN = json({ id: 7, cohort_id: 3 }, 202);

/** The parts of a form, in order: `name`, `name=value`, or `name (filename)=content`. */
async function partsOf(body: string, type: string | undefined): Promise<string[]> {
  const form = await new Response(body, { headers: { 'Content-Type': type ?? '' } }).formData();
  const parts = [...form].map(async ([name, value]) =>
    value instanceof File ? `${name} (${value.name})=${await value.text()}` : `${name}=${value}`,
  );
  return Promise.all(parts);
}

describe('uploads', () => {
  const named = 'letterboxd-ada-2026-11-20-18-30-utc.zip';
  it.each<[string, FileInput, string]>([
    ['a path', path, named],
    ['a File', new File(['PK bytes'], 'mine.zip'), 'mine.zip'],
    ['a Blob', new Blob(['PK bytes']), 'export.zip'],
    ['a Buffer', Buffer.from('PK bytes'), 'export.zip'],
    ['a Uint8Array', new Uint8Array(Buffer.from('PK bytes')), 'export.zip'],
    ['an ArrayBuffer', new Uint8Array(Buffer.from('PK bytes')).buffer, 'export.zip'],
  ])('take %s', async (_, file, filename) => {
    const { almanac, seen } = await serve([RUN]);
    await almanac.imports.create({ cohort: 'club', file, member: 'ada' });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/imports' });
    expect(await partsOf(seen[0]?.body ?? '', seen[0]?.headers['content-type'])).toEqual([
      'cohort=club',
      'member=ada',
      `file (${filename})=PK bytes`,
    ]);
  });

  it('have the name that is given, and only the fields that are', async () => {
    const { almanac, seen } = await serve([RUN]);
    await almanac.imports.create({ cohort: 3, file: path, filename: 'other.zip' });
    expect(await partsOf(seen[0]?.body ?? '', seen[0]?.headers['content-type'])).toEqual([
      'cohort=3',
      'file (other.zip)=PK bytes',
    ]);
  });

  it('are sent whole again, under the same key', async () => {
    const { almanac, seen } = await serve([problem(503, 'unavailable', SOON), RUN]);
    const run = await almanac.imports.create({ cohort: 'club', file: path });
    expect(run.id).toBe(7);
    expect(seen.every(({ body }) => body.includes('PK bytes'))).toBe(true);
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('go through a door, with what the member chose', async () => {
    const { almanac, seen } = await serve([json({ private_link: 'x' }, 202)]);
    await almanac.imports.join('t0ken', { named: false, feed: true, file: path });
    await almanac.imports.renew('s3cret', { file: new Blob(['newer']) });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/joins/t0ken',
      'PUT /v1/joins/leave/s3cret',
    ]);
    const sent = seen.map(({ body, headers }) => partsOf(body, headers['content-type']));
    expect(await Promise.all(sent)).toEqual([
      ['named=false', 'feed=true', `file (${named})=PK bytes`],
      ['file (export.zip)=newer'],
    ]);
  });

  it('of a path that can not be read are refused, and not sent', async () => {
    const { almanac, seen } = await serve([RUN]);
    const call = almanac.imports.create({ cohort: 'club', file: join(folder, 'nothing.zip') });
    await expect(call).rejects.toBeInstanceOf(UsageError);
    await expect(call).rejects.toThrow(/ENOENT.*nothing\.zip/);
    expect(seen).toHaveLength(0);
  });

  it('of a path are refused where there are no files', async () => {
    const { almanac } = await serve([RUN]);
    vi.stubGlobal('process', undefined);
    await expect(almanac.imports.create({ cohort: 'club', file: path })).rejects.toThrow(/Give a File or a Blob/);
  });
});
