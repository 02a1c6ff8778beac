/** What is shown of a share beside the API: its page, frame, feed and picture, and oEmbed. */
import { radarrJson } from '@cohort-almanac/core';
import { LRUCache } from 'lru-cache';
import { nothingPage, type ShareAssets } from '../embed/document.ts';
import { shareFeed } from '../embed/feed.ts';
import { framePolicy, renderFramePage } from '../embed/frame-page.ts';
import { oembedOf, oembedXml } from '../embed/oembed.ts';
import { drawPreview } from '../embed/picture.ts';
import { renderPng } from '../embed/preview.ts';
import { renderSharePage, SHARE_PAGE_POLICY, type SharePage } from '../embed/share-page.ts';
import { type Handlers, Serialized } from '../openapi/types.ts';
import { loadAssets } from '../pages/assets.ts';
import { ProblemError } from '../problem-error.ts';
import type { SharedList } from '../services/filter-types.ts';
import type { Services } from '../services/types.ts';
import { nothingShared, openHeaders, stateOf } from './shares.ts';

type EmbedRoutes = Pick<
  Handlers,
  'getSharePage' | 'getShareFeed' | 'getShareRadarr' | 'getSharePreview' | 'getShareFrame' | 'getOEmbed'
>;

/** What was made of lists lately, in bytes or letters. */
const REMEMBERED = 32_000_000;

export function embedRoutes({ shares }: Pick<Services, 'shares'>): EmbedRoutes {
  const assets = assetsOf();
  const made = new LRUCache<string, Promise<string | Buffer>>({
    max: 1_000,
    maxSize: REMEMBERED,
    // Sizes are guessed: they are not known before it is made.
    sizeCalculation: (_, key) => (key.startsWith('preview') ? 150_000 : 60_000),
  });

  /** Made once for each state of a list; who asks meanwhile waits for the same. */
  function once<T extends string | Buffer>(what: string, list: SharedList, make: () => Promise<T>): Promise<T> {
    const key = `${what} ${stateOf(list)}`;
    const known = made.get(key) as Promise<T> | undefined;
    if (known) return known;
    const making = make();
    made.set(key, making);
    making.catch(() => made.delete(key));
    return making;
  }

  async function open(slug: string): Promise<SharedList> {
    const list = await shares.open(slug);
    if (list) return list;
    throw nothingShared();
  }

  async function everythingOf(list: SharedList): Promise<SharePage> {
    const [world, before, changes] = await Promise.all([
      shares.worldOf(list),
      shares.placesBefore(list),
      shares.changes(list),
    ]);
    return { list, addresses: await shares.addressesOf(list.share.slug), world, before, changes };
  }

  /** A page, or the page that says why there is none. */
  async function page(
    slug: string,
    what: string,
    policyOf: (list: SharedList) => string,
    render: (page: SharePage, assets: ShareAssets) => string,
  ) {
    try {
      const list = await open(slug);
      const body = await once(what, list, async () => render(await everythingOf(list), assets));
      return {
        status: 200 as const,
        body,
        headers: { ...openHeaders(list, what), 'Content-Security-Policy': policyOf(list) },
      };
    } catch (error) {
      if (!(error instanceof ProblemError) || (error.status !== 404 && error.status !== 410)) throw error;
      const gone = error.status === 410;
      const headers = { 'Cache-Control': 'no-store', 'Content-Security-Policy': SHARE_PAGE_POLICY };
      return { status: gone ? (410 as const) : (404 as const), body: nothingPage(assets, { gone }), headers };
    }
  }

  return {
    getSharePage: ({ params }) => page(params.slug, 'page', () => SHARE_PAGE_POLICY, renderSharePage),

    getShareFrame: ({ params }) =>
      page(params.slug, 'frame', ({ share }) => framePolicy(share.frame_ancestors), renderFramePage),

    async getShareFeed({ params }) {
      const list = await open(params.slug);
      const addresses = await shares.addressesOf(list.share.slug);
      const body = await once('feed', list, async () => shareFeed(list, addresses, await shares.changes(list)));
      return { status: 200, body, headers: openHeaders(list, 'feed') };
    },

    async getShareRadarr({ params }) {
      const list = await open(params.slug);
      const body = await once('radarr', list, async () => [...radarrJson(list.page.items)].join(''));
      return { status: 200, body: new Serialized(Buffer.from(body)), headers: openHeaders(list, 'radarr') };
    },

    async getSharePreview({ params }) {
      const list = await open(params.slug);
      const body = await once('preview', list, () => renderPng(drawPreview(list)));
      return { status: 200, body, headers: openHeaders(list, 'preview') };
    },

    async getOEmbed({ query }) {
      const { url, format = 'json', maxwidth, maxheight } = query;
      const slug = await shares.slugOf(url);
      if (slug === null) throw nothingShared();
      const list = await open(slug);
      const answer = oembedOf(list, await shares.addressesOf(slug), { maxwidth, maxheight });
      const headers = openHeaders(list, `oembed ${format} ${maxwidth ?? ''} ${maxheight ?? ''}`);
      if (format === 'json') return { status: 200, body: answer, headers };
      const body = new Serialized<typeof answer>(Buffer.from(oembedXml(answer)));
      return { status: 200, body, headers: { ...headers, 'Content-Type': 'text/xml; charset=utf-8' } };
    },
  };
}

function assetsOf(): ShareAssets {
  const files = loadAssets();
  return {
    stylesheets: [files['almanac.css'].href, files['share.css'].href],
    script: files['frame.js'].href,
  };
}
