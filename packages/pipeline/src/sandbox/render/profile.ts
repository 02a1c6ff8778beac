/** A member's profile: name, counts and up to four favourite films. */
import type { Answer } from '../answer.ts';
import type { Shelf } from '../site.ts';
import { escapeHtml, grouped } from '../text.ts';
import { avatarUrl, ownedBy, page } from './layout.ts';
import { poster } from './poster.ts';

/** `/u/`. Favourites stand in `#favourites`, counts in `h4.profile-statistic`. */
export function profilePage(shelf: Shelf): Answer {
  const u = shelf.member.username;
  const name = escapeHtml(shelf.member.display_name);
  const statistic = (path: string, count: number, label: string): string =>
    `<h4 class="profile-statistic statistic"><a href="/${u}/${path}"><span class="value">${grouped(count)}</span><span class="definition">${label}</span></a></h4>`;
  const favorites = shelf.favorites
    .map(({ film }) => `<li class="posteritem favourite-production-poster-container">${poster(film)}</li>\n`)
    .join('');
  const favourites =
    favorites === ''
      ? '<p class="body-text">Don’t forget to select your favorite films!</p>'
      : `<ul class="poster-list -p150 -horizontal">\n${favorites}</ul>`;
  return page({
    title: `${shelf.member.display_name}’s profile`,
    body: ownedBy('profile', u),
    head: `<meta property="og:type" content="profile">\n<meta property="og:title" content="${name}’s profile">\n<meta property="profile:username" content="${u}">\n`,
    content: `<section id="profile-header" class="profile-header js-profile-header" data-person="${u}">
<div class="profile-summary"><div class="profile-avatar"><span class="avatar -a110 -large"><img src="${avatarUrl(110)}" alt="${name}" width="110" height="110"></span></div>
<div class="profile-name-and-actions"><h1 class="person-display-name"><span class="displayname tooltip" title="${u}"><span class="label">${name}</span></span></h1></div>
<div class="profile-stats js-profile-stats">${statistic('films/', shelf.ratings.length, 'Films')}${statistic('lists/', shelf.lists.size, shelf.lists.size === 1 ? 'List' : 'Lists')}${statistic('following/', shelf.following.length, 'Following')}${statistic('followers/', shelf.followers.length, shelf.followers.length === 1 ? 'Follower' : 'Followers')}</div></div></section>
<div class="cols-2"><div class="col-17"><section id="favourites" class="section"><h2 class="section-heading">Favorite films</h2>
${favourites}
</section></div></div>`,
  });
}
