import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorld } from '../../src/sandbox/load-world.ts';
import { Site } from '../../src/sandbox/site.ts';
import { FIXTURES, get, open, posters } from './support.ts';

const site = new Site(loadWorld(join(FIXTURES, 'world')));
const AMELIE = 'Amélie, or "the <i>Fabulous</i>" Destiny & 🎠';

/** Slug, half stars and heart of each poster. */
function shelf(path: string, item: string) {
  return posters(open(site, path), item).map((p) => [p.slug, p.rating, p.liked]);
}

describe('films', () => {
  it('shows watched films with rating and heart, newest release first, those without a year last', () => {
    expect(shelf('/ada/films/', 'li.griditem')).toEqual([
      ['chernobyl', 8, false],
      ['amelie', 10, true],
      ['tale-of-tales', 1, false],
      ['jaws', 9, true],
      // Its heart is in likes.csv, its place among the watched in ratings.csv.
      ['stolen-reel', null, true],
    ]);
  });

  it('escapes names, and leaves out what the film does not have', () => {
    const items = posters(open(site, '/ada/films/'), 'li.griditem');
    expect(items.map((item) => item.name)).toEqual([
      'Chernobyl (2019)',
      `${AMELIE} (2001)`,
      'Tale of Tales (1979)',
      'Jaws (1975)',
      'The Stolen Reel (Part 1)',
    ]);
    expect(items[1]!.identity).toEqual({ lid: '2a7q', uid: 'film:51952', type: 'film', typeName: 'film' });
    expect(items[2]!.identity).toEqual({ lid: '1Zzz', type: 'film', typeName: 'film' });
    expect(items[4]!.identity).toEqual({ type: 'film', typeName: 'film' });
  });

  it('leaves out the unrated under rated/.5-5', () => {
    expect(shelf('/ada/films/rated/.5-5/', 'li.griditem').map(([slug]) => slug)).toEqual([
      'chernobyl',
      'amelie',
      'tale-of-tales',
      'jaws',
    ]);
  });

  it('sorts by date of rating: newest, undated, unrated', () => {
    const order = (path: string) => shelf(path, 'li.griditem').map(([slug]) => slug);
    expect(order('/ada/films/by/rated-date/')).toEqual(['amelie', 'jaws', 'chernobyl', 'tale-of-tales', 'stolen-reel']);
    expect(order('/ada/films/rated/.5-5/by/rated-date/')).toEqual(['amelie', 'jaws', 'chernobyl', 'tale-of-tales']);
    expect(order('/bob_2/films/by/rated-date/')).toEqual(['jaws', 'nameless-2030']);
  });

  it('finds the member in any letter case', () => {
    expect(get(site, '/ADA/films/').body).toBe(get(site, '/ada/films/').body);
  });
});

describe('likes', () => {
  it('shows the newest like first, with the rating', () => {
    expect(shelf('/ada/likes/films/', 'li.posteritem')).toEqual([
      ['amelie', 10, true],
      ['nameless-2030', null, true],
      ['jaws', 9, true],
      ['stolen-reel', null, true],
    ]);
  });

  it('shows only likes without a rating under rated/none, from likes.csv and from watched films', () => {
    expect(shelf('/ada/likes/films/rated/none/', 'li.posteritem').map(([slug]) => slug)).toEqual([
      'nameless-2030',
      'stolen-reel',
    ]);
    expect(shelf('/bob_2/likes/films/rated/none/', 'li.posteritem').map(([slug]) => slug)).toEqual(['nameless-2030']);
  });
});

it('shows a watchlist in the order of its file, with its length', () => {
  expect(shelf('/bob_2/watchlist/', 'li.griditem')).toEqual([
    ['amelie', null, false],
    ['stolen-reel', null, false],
  ]);
  expect(open(site, '/bob_2/watchlist/')('[data-num-entries]').attr('data-num-entries')).toBe('2');
});

describe('members', () => {
  const rows = (path: string) => {
    const page = open(site, path);
    return page('table.member-table tr div.person-summary')
      .toArray()
      .map((row) => [page('a.avatar', row).attr('href'), page('a.name', row).text(), page('img', row).attr('src')]);
  };

  it('shows whom one follows, in the order of the file', () => {
    expect(rows('/ada/following/')).toEqual([
      ['/Bob_2/', 'Bob', '/static/img/avatar80.png'],
      ['/cleo/', 'cleo', '/static/img/avatar80.png'],
    ]);
  });

  it('shows followers, and who likes a list', () => {
    expect(rows('/Bob_2/followers/').map(([, name]) => name)).toEqual(['Ada "the <b>Eye</b>" Löwe 🎬']);
    expect(rows('/ada/list/best/likes/').map(([href]) => href)).toEqual(['/Bob_2/', '/cleo/']);
  });
});

describe('lists', () => {
  const entries = (path: string) => {
    const page = open(site, path);
    return page('ul.js-list-entries > li.posteritem')
      .toArray()
      .map((li) => [
        page('[data-item-slug]', li).attr('data-item-slug'),
        page(li).attr('data-owner-rating'),
        page('p.list-number', li).text(),
      ]);
  };

  it('numbers a ranked list, and shows what its owner rated', () => {
    expect(entries('/ada/list/best/')).toEqual([
      ['amelie', '10', '1'],
      ['jaws', '9', '2'],
      ['stolen-reel', '0', '3'],
    ]);
    expect(open(site, '/ada/list/best/')('h1.title-1').text()).toBe('Best & "<only>"');
  });

  it('has no numbers in an unranked one', () => {
    expect(entries('/Bob_2/list/pile/')).toEqual([
      ['nameless-2030', '0', ''],
      ['jaws', '6', ''],
    ]);
  });
});

describe('profile', () => {
  it('shows favourites in their places, and counts', () => {
    const page = open(site, '/ada/');
    const names = posters(page, '#favourites li.favourite-production-poster-container').map((item) => item.name);
    expect(names).toEqual([`${AMELIE} (2001)`, 'Jaws (1975)']);
    const counts = page('h4.profile-statistic a')
      .toArray()
      .map((a) => [page(a).attr('href'), page('.value', a).text(), page('.definition', a).text()]);
    expect(counts).toEqual([
      ['/ada/films/', '5', 'Films'],
      ['/ada/lists/', '1', 'List'],
      ['/ada/following/', '2', 'Following'],
      ['/ada/followers/', '1', 'Follower'],
    ]);
    expect(page('.displayname .label').text()).toBe('Ada "the <b>Eye</b>" Löwe 🎬');
  });

  it('keeps the place of favourites that nobody chose', () => {
    const page = open(site, '/cleo/');
    expect([page('#favourites').length, page('#favourites li').length]).toEqual([1, 0]);
  });
});

describe('diary and feed', () => {
  it('lists dated films, newest first', () => {
    const page = open(site, '/ada/diary/');
    const rows = page('tr.diary-entry-row')
      .toArray()
      .map((row) => [
        page(row).attr('data-viewing-id'),
        page('a.daydate', row).attr('href'),
        page('[data-item-slug]', row).attr('data-target-link'),
        /rated-(\d+)/.exec(page('td.col-rating .rating', row).attr('class') ?? '')?.[1],
        page('td.col-like .icon-liked', row).length,
        page('td.col-rewatch', row).hasClass('icon-status-off'),
        page('td.col-review', row).hasClass('icon-status-off'),
      ]);
    expect(rows).toEqual([
      ['2', '/ada/diary/films/for/2024/05/31/', '/ada/film/amelie/', '10', 1, true, true],
      ['1', '/ada/diary/films/for/2024/03/01/', '/ada/film/jaws/', '9', 1, true, true],
      ['5', '/ada/diary/films/for/2023/12/24/', '/ada/film/chernobyl/', '8', 0, true, true],
    ]);
  });

  it('feeds the same entries as RSS', () => {
    const answer = get(site, '/ada/rss/');
    expect(answer.type).toContain('xml');
    const items = answer.body.split('<item>').slice(1);
    expect(items).toHaveLength(3);
    expect(items[0]).toContain('<guid isPermaLink="false">letterboxd-watch-2</guid>');
    expect(items[0]).toContain('<link>http://site.test/ada/film/amelie/</link>');
    expect(items[0]).toContain('<pubDate>Fri, 31 May 2024 22:30:00 +0000</pubDate>');
    expect(items[0]).toContain('<letterboxd:watchedDate>2024-05-31</letterboxd:watchedDate>');
    expect(items[0]).toContain('&lt;i&gt;Fabulous&lt;/i&gt;&quot; Destiny &amp; 🎠</letterboxd:filmTitle>');
    expect(items[0]).toContain('<letterboxd:memberRating>5.0</letterboxd:memberRating>');
    expect(items[0]).toContain('<letterboxd:memberLike>Yes</letterboxd:memberLike> <tmdb:movieId>194</tmdb:movieId>');
    expect(items[2]).toContain('<letterboxd:memberLike>No</letterboxd:memberLike> <tmdb:tvId>87108</tmdb:tvId>');
    const unrated = get(site, '/bob_2/rss/').body.split('<item>')[1]!;
    expect(unrated).toContain('<title>Nameless, 2030</title>');
    expect(unrated).not.toContain('memberRating');
  });
});

describe('pages of members without rows', () => {
  it.each(['films/', 'likes/films/', 'likes/films/rated/none/', 'watchlist/', 'following/', 'diary/'])(
    'say so on %s',
    (path) => {
      const page = open(site, `/cleo/${path}`);
      expect(page('section.empty-text').length).toBe(1);
      expect(page('.griditem, .posteritem, .diary-entry-row, .member-table, .paginate-nextprev').length).toBe(0);
    },
  );

  it('are empty feeds and watchlists of 0', () => {
    expect(get(site, '/cleo/rss/').body).not.toContain('<item>');
    expect(open(site, '/cleo/watchlist/')('[data-num-entries]').attr('data-num-entries')).toBe('0');
    expect(open(site, '/bob_2/list/pile/likes/')('section.empty-text').length).toBe(1);
  });
});

describe('paths', () => {
  it.each([
    '/zoe/',
    '/zoe/films/',
    '/ada/list/worst/',
    '/film/alien/',
    '/director/nobody/',
    '/actor/christian-friedel/',
    '/ada/films/genre/drama/',
    '/ada/films/page/0/',
    '/ada/films/page/two/',
    '/ada/nonsense/',
    '/',
    '//ada/films/',
    '/%E0%A4%A/',
  ])('answers 404 to %s', (path) => {
    expect(get(site, path).status).toBe(404);
  });

  it.each(['films', 'likes/films', 'watchlist', 'following', 'followers', 'diary', 'list/best'])(
    'answers 403 to a page of %s past the last',
    (path) => {
      expect(get(site, `/ada/${path}/page/2/`).status).toBe(403);
      expect(get(site, `/ada/${path}/page/1/`).status).toBe(200);
    },
  );

  it('moves paths without their final slash, and the diary’s old place', () => {
    expect(get(site, '/ada/films')).toMatchObject({ status: 301, headers: { location: '/ada/films/' } });
    expect(get(site, '/film/jaws')).toMatchObject({ status: 301, headers: { location: '/film/jaws/' } });
    expect(get(site, '/ada/films/diary/')).toMatchObject({ status: 301, headers: { location: '/ada/diary/' } });
  });

  it('has a robots.txt of each kind', () => {
    expect(get(site, '/robots.txt', 'open').body).toBe('User-agent: *\nDisallow:\n');
    const rules = get(site, '/robots.txt', 'letterboxd').body.split('\n');
    expect(rules[0]).toBe('User-agent: *');
    expect(rules).toContain('Disallow: /*/by/*');
    expect(rules.filter((line) => line.startsWith('Disallow: /'))).toHaveLength(12);
  });
});
