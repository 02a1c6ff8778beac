/** Tables of members: following, followers, and who likes a list. */
import type { Answer } from '../answer.ts';
import type { Shelf, Site } from '../site.ts';
import { counted, escapeHtml, grouped } from '../text.ts';
import type { WorldList, WorldMember } from '../world.ts';
import { avatarUrl, emptyText, forbidden, memberNav, ownedBy, page } from './layout.ts';
import { PAGE_SIZES, PREVIOUS_NEXT, pager, slice } from './paging.ts';

/** `/u/following/` and `/u/followers/`: 25 a page. */
export function networkPage(site: Site, shelf: Shelf, which: 'following' | 'followers', number: number): Answer {
  const u = shelf.member.username;
  const tab = (name: 'following' | 'followers', label: string): string =>
    `<li${name === which ? ' class="selected"' : ''}> <a href="/${u}/${name}/" class="tooltip" title="${counted(shelf[name].length, 'person').replace(/persons$/, 'people')}">${label}</a> </li>`;
  const empty = which === 'following' ? `${u} isn’t following anyone yet.` : `${u} doesn’t have any followers yet.`;
  const table = memberTable(site, shelf[which], `/${u}/${which}/`, empty, number);
  if (table === null) return forbidden();
  return page({
    title: which === 'following' ? `${shelf.member.display_name} follows` : `${shelf.member.display_name}’s followers`,
    body: ownedBy('people-page', u),
    content: `${memberNav(site, u)}
<div class="cols-2"><section class="section col-17 col-main">
<div id="content-nav" class="tabbed gapless"> <section class="sub-nav-wrapper"> <ul class="sub-nav"> ${tab('following', 'Following')} ${tab('followers', 'Followers')} </ul> </section> </div>
${table}
</section></div>`,
  });
}

/** `/u/list/slug/likes/`: the members who like a list, 25 a page. */
export function listLikesPage(site: Site, list: WorldList, number: number): Answer {
  const u = list.owner.username;
  const base = `/${u}/list/${list.slug}/likes/`;
  const table = memberTable(site, site.listLikers.get(list) ?? [], base, 'Nobody likes this list yet.', number);
  if (table === null) return forbidden();
  return page({
    title: `Members who like ${list.title}`,
    body: ownedBy('people-page', u),
    content: `<div class="cols-2"><section class="section col-17 col-main">
<h1 class="headline-2 prettify">Likes of <a href="/${u}/list/${list.slug}/">${escapeHtml(list.title)}</a></h1>
${table}
</section></div>`,
  });
}

function memberTable(
  site: Site,
  members: readonly WorldMember[],
  base: string,
  empty: string,
  number: number,
): string | null {
  const part = slice(members, number, PAGE_SIZES.members);
  if (!part) return null;
  if (part.total === 0) return emptyText(empty);
  return `<table class="table-base member-table"><thead><tr><th class="col-member">Name</th><th class="col-watched">Watched</th><th class="col-lists">Lists</th><th class="col-likes">Likes</th></tr></thead><tbody>
${part.items.map((member) => memberRow(site, member)).join('')}</tbody></table>
${pager(part, base, PREVIOUS_NEXT, false)}`;
}

function memberRow(site: Site, member: WorldMember): string {
  const shelf = site.shelfOf(member);
  const u = member.username;
  const name = escapeHtml(member.display_name);
  const likes = shelf.likes().length;
  return `<tr><td class="col-member table-person"><div class="person-summary"> <a class="avatar -a40" href="/${u}/"> <img src="${avatarUrl(40)}" alt="${name}" width="40" height="40"> </a> <h3 class="title-3"> <a href="/${u}/" class="name">${name}</a> </h3> <small class="metadata"> <a href="/${u}/followers/" class="_nobr">${counted(shelf.followers.length, 'follower')}</a>, <a href="/${u}/following/" class="_nobr">following ${grouped(shelf.following.length)}</a> </small> </div></td><td class="col-watched table-stats"><a class="has-icon icon-16 icon-watched" href="/${u}/films/"><span class="icon"></span>${grouped(shelf.ratings.length)}</a></td><td class="col-lists table-stats"><a class="has-icon icon-16 icon-list" href="/${u}/lists/"><span class="icon"></span>${shelf.lists.size}</a></td><td class="col-likes table-stats"><a class="has-icon icon-16 icon-liked tooltip" href="/${u}/likes/films/" title="${counted(likes, 'film')} liked"><span class="icon"></span>${grouped(likes)}</a></td></tr>
`;
}
