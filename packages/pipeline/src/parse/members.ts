/** Tables of members: following, followers, and those who liked a list. */
import type { Element } from 'domhandler';
import { CUT_OFF, collect, type Unreadable } from './collect.ts';
import { cleanTextOf, first, hasClass, parts } from './dom.ts';
import { markupChanged } from './failure.ts';
import {
  EMPTY_SIGN,
  isSmallPrint,
  keepCommon,
  keepListing,
  type Page,
  readPagination,
  readTotal,
  saysEmpty,
} from './page.ts';
import { hasWord, type SieveSpec } from './sieve.ts';
import { memberName, webUrl } from './text.ts';
import type { MemberItem, PageContents } from './types.ts';

const ROW = 'table.member-table tr, table.person-table tr';
const PERSON = 'div.person-summary';

export const MEMBERS_SPEC: SieveSpec = {
  endsAtFooter: true,
  // Until October 2025 the table was called person-table.
  scope: (name, { class: classes }) =>
    name === 'table' && (hasWord(classes, 'member-table') || hasWord(classes, 'person-table')),
  keep(name, attributes, inScope) {
    if (isSmallPrint(name, attributes)) return null;
    if (name === 'tr' && inScope) return 'item';
    // A member's cell in an unknown table tells that the table is called something else now.
    if (name === 'td' && (hasWord(attributes.class, 'col-member') || hasWord(attributes.class, 'table-person')))
      return 'tag';
    return keepListing(name, attributes) ?? keepCommon(name, attributes);
  },
};

/** Reads a table of members under the drift rules: nobody is nobody only when the page says so itself. */
export function readMembers(page: Page): PageContents['members'] {
  const rows = page.items.filter((row) => first(row, (cell) => cell.name === 'td') !== null);
  const total = readTotal(page);
  if (rows.length === 0) {
    const strays = parts(page.document, (part) => part.name === 'td').length;
    if (strays > 0) throw markupChanged(ROW, `There are ${strays} members, but none of them in ${ROW}.`);
    if (!saysEmpty(page, total)) {
      const what = page.cutOff
        ? 'The page is cut off before its first member'
        : `Nobody was found, and neither ${EMPTY_SIGN} nor a count of 0`;
      throw markupChanged(ROW, `${what}: this is not taken for an empty page.`);
    }
  }
  const { items, skipped, warnings } = collect(rows, readMember);
  if (page.cutOff) warnings.push(CUT_OFF);
  const { next, lastPage } = readPagination(page, { items: rows.length, pageSize: 25, total });
  return { items, next, total, last_page: lastPage, complete: !page.cutOff && skipped === 0, warnings };
}

function readMember(row: Element): MemberItem | Unreadable {
  const person = first(row, (element) => hasClass(element, 'person-summary'));
  if (person === null) return { unreadable: PERSON };
  const avatar = first(person, (element) => element.name === 'a' && hasClass(element, 'avatar'));
  const name = first(person, (element) => element.name === 'a' && hasClass(element, 'name'));
  const username = memberName(avatar?.attribs.href) ?? memberName(name?.attribs.href);
  if (username === null) return { unreadable: `${PERSON} a.avatar[href]` };
  const image = avatar === null ? null : first(avatar, (element) => element.name === 'img');
  return { username, display_name: cleanTextOf(name) || null, avatar_url: webUrl(image?.attribs.src) };
}
