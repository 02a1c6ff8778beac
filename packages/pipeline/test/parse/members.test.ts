import { describe, expect, it } from 'vitest';
import { membersPage } from './fixtures/list-pages.ts';
import { mutate, read, refuse } from './support.ts';

const MEMBERS = [
  { username: 'inkwell', name: 'Ink & Well' },
  { username: 'blot_7', name: 'Blot\u00a0\u200eSeven' },
];
const READ = [
  { username: 'inkwell', display_name: 'Ink & Well', avatar_url: 'https://static.example/inkwell.jpg' },
  { username: 'blot_7', display_name: 'Blot Seven', avatar_url: 'https://static.example/blot_7.jpg' },
];

describe('members', () => {
  it.each([
    { table: 'person-table', generation: '2025', saved: false },
    { table: 'person-table', generation: '2025', saved: true },
    { table: 'member-table', generation: '2026', saved: false },
    { table: 'member-table', generation: '2026', saved: true },
  ] as const)('are read from table.$table, saved: $saved', ({ table, ...look }) => {
    const html = membersPage(MEMBERS, { ...look, total: 43, next: '/quill/following/page/2/' });
    expect(html).toContain(table);
    expect(read('members', html)).toEqual({
      kind: 'members',
      items: READ,
      next: '/quill/following/page/2/',
      total: 43,
      last_page: null,
      complete: true,
      warnings: [],
    });
  });

  it('need neither a name nor a picture', () => {
    const html = mutate(
      mutate(membersPage(MEMBERS), / src="https[^"]*"/gu, ' src="./saved_files/a.jpg"'),
      /class="name"/gu,
      '',
    );
    expect(read('members', html).items).toEqual(
      READ.map(({ username }) => ({ username, display_name: null, avatar_url: null })),
    );
  });

  it('are none when the page says so', () => {
    expect(read('members', membersPage([])).items).toEqual([]);
    const silent = membersPage([], { items: '<p>Nobody</p>', total: 0 });
    expect(read('members', silent)).toMatchObject({ items: [], total: 0, complete: true });
  });

  it('are not none when the page is silent', () => {
    const silent = membersPage([], { items: '<p>Nobody</p>', total: 43 });
    expect(refuse('members', silent)).toMatchObject({
      error: 'markup_changed',
      selector: expect.stringContaining('member-table'),
    });
  });

  it('are not looked for in another table', () => {
    const html = mutate(mutate(membersPage(MEMBERS), 'person-table', 'people'), 'title="2 people"', 'title="0 people"');
    expect(refuse('members', html)).toMatchObject({
      error: 'markup_changed',
      message: expect.stringContaining('2 members'),
    });
  });

  it('fail without the link that names them', () => {
    const html = mutate(membersPage(MEMBERS), /<a (class="avatar -a40"|href="[^"]*"\s+class="name")/gu, '<b $1');
    expect(refuse('members', html)).toMatchObject({
      error: 'markup_changed',
      selector: 'div.person-summary a.avatar[href]',
    });
  });
});
