/** Shares over the database: their links, and what is read under them. */
import { randomBytes } from 'node:crypto';
import { decodeCursor, type FilmFilter, type RankingRow } from '@cohort-almanac/core';
import {
  type CohortCard,
  type Database,
  deleteShare,
  findCohort,
  findFilter,
  findSharedFilter,
  findVersion,
  insertShare,
  listFinalVersions,
  readFilmHistograms,
  type SavedFilter,
  type ShareSettings,
  updateShare,
  type Version,
  VersionGoneError,
} from '@cohort-almanac/db';
import { namingParameters } from '../policies/filters.ts';
import { ProblemError } from '../problem-error.ts';
import { BriefCache } from './brief-cache.ts';
import type { ListChange, SharedList, SharesService, ShareWish } from './filter-types.ts';
import { readFilter } from './filters.ts';
import { type RankingsService, UNKNOWN_CURSOR } from './types.ts';

/** 128 random bits. */
const makeSlug = (): string => randomBytes(16).toString('base64url');
const SLUG_SHAPE = /^[A-Za-z0-9_-]{22}$/;
const OUR_PAGES = /^\/(?:s|embed)\/([A-Za-z0-9_-]{22})\/?$/;
const DEFAULT_TOP = 20;
/** How many versions back changes are told; as many as are kept unless set otherwise. */
const VERSIONS_COMPARED = 6;

export interface SharesOptions {
  /** Where people find this almanac, without a slash at the end. */
  publicUrl: string;
}

type Shared = Pick<SharedList, 'saved' | 'share' | 'cohort' | 'filter'>;

export function sharesService(
  db: Database,
  rankings: RankingsService,
  { publicUrl }: SharesOptions,
): SharesService & { changed(): void } {
  const known = new BriefCache<Shared | null>();

  async function find(slug: string): Promise<Shared | null> {
    const saved = await findSharedFilter(db, slug);
    const cohort = saved && (await findCohort(db, saved.cohort_id));
    // A filter that names members is not shared; should one be, it stays shut.
    return saved?.share && cohort && namingParameters(saved.filter).length === 0 ? sharedOf(saved, cohort) : null;
  }

  /** As anybody may read it, whoever asks: without names, and without lists that are not public. */
  async function pageOf({ cohort, filter, share }: Shared, limit: number, cursor?: string) {
    const position = cursor === undefined ? 0 : (decodeCursor(cursor)?.position ?? 0);
    if (position >= share.top) throw ProblemError.invalid([{ in: 'query', name: 'cursor', message: UNKNOWN_CURSOR }]);
    const asked = { ...filter, limit: Math.min(limit, share.top - position), ...(cursor !== undefined && { cursor }) };
    const page = await rankings.list(cohort, asked);
    const end = position + page.items.length;
    return {
      ...page,
      total: Math.min(page.total, share.top),
      next_cursor: end >= share.top ? null : page.next_cursor,
    };
  }

  /** The films of the list as another version had them. */
  async function filmsAt(shared: Shared, versionId: number): Promise<readonly RankingRow[]> {
    const cohort = { ...shared.cohort, current_version_id: versionId };
    return (await pageOf({ ...shared, cohort }, shared.share.top)).items;
  }

  /** The final versions up to the one that is shown, newest first. */
  async function history({ share, cohort }: Shared): Promise<Version[]> {
    if (share.frozen) return [];
    const all = await listFinalVersions(db, cohort.id, VERSIONS_COMPARED);
    return all.filter(({ id }) => cohort.current_version_id !== null && id <= cohort.current_version_id);
  }

  async function settingsOf(saved: SavedFilter, cohort: CohortCard, wish: ShareWish): Promise<ShareSettings> {
    const { share } = saved;
    refuseNames(saved);
    if (wish.ranking_version !== undefined && (wish.mode ?? modeOf(share)) !== 'frozen') {
      throw new ProblemError('unprocessable', 'ranking_version says where to freeze; send it with mode frozen.');
    }
    const version_id = await frozenAt(cohort, wish, share?.frozen?.version_id ?? null);
    const settings = {
      title: wish.title === undefined ? (share?.title ?? null) : (wish.title?.trim() ?? null),
      top: wish.top ?? share?.top ?? DEFAULT_TOP,
      version_id,
      frame_ancestors:
        wish.frame_ancestors === undefined ? (share?.frame_ancestors ?? null) : unique(wish.frame_ancestors),
    };
    await refuseClosedLists(cohort, readFilter(saved.filter));
    return settings;
  }

  async function frozenAt(cohort: CohortCard, wish: ShareWish, before: number | null): Promise<number | null> {
    const mode = wish.mode ?? (before === null ? 'live' : 'frozen');
    if (mode === 'live') return null;
    // Frozen again without a version: it stays where it is.
    const wanted = wish.ranking_version ?? before ?? cohort.current_version_id;
    if (wanted === null) {
      throw new ProblemError(
        'unprocessable',
        'Nothing is ranked yet that could be frozen. Share it live, or sync first.',
      );
    }
    // Not the versions held in memory: one that was pruned since would be among them.
    const version = await findVersion(db, wanted);
    if (version?.cohort_id === cohort.id && version.published_at !== null) return wanted;
    throw notKept();
  }

  async function refuseClosedLists(cohort: CohortCard, filter: FilmFilter): Promise<void> {
    try {
      await rankings.list(cohort, { ...filter, limit: 1 });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'invalid-filter') throw error;
      throw new ProblemError(
        'unprocessable',
        'The filter names a list that is not held here for everybody, such as one from an account export. Leave it out to share.',
      );
    }
  }

  const current = async (id: number): Promise<SavedFilter> => {
    known.clear();
    const saved = await findFilter(db, id);
    if (!saved?.share) throw new ProblemError('not-found', 'The share has ended meanwhile.');
    return saved;
  };

  const service: SharesService & { changed(): void } = {
    async create(saved, cohort, wish) {
      const settings = await settingsOf(saved, cohort, wish);
      if (!(await keeping(insertShare(db, saved.id, makeSlug(), settings)))) {
        throw new ProblemError('conflict', 'This saved filter is shared already. Change its share, or end it first.');
      }
      return current(saved.id);
    },

    async change(saved, cohort, wish) {
      const settings = await settingsOf(saved, cohort, wish);
      await keeping(updateShare(db, saved.id, settings, wish.renew_slug ? makeSlug() : undefined));
      return current(saved.id);
    },

    async end({ id }) {
      await deleteShare(db, id);
      known.clear();
    },

    async open(slug, { limit = Number.POSITIVE_INFINITY, cursor } = {}) {
      if (!SLUG_SHAPE.test(slug)) return null;
      return openly(async () => {
        const shared = await known.get(slug, () => find(slug));
        return shared && { ...shared, page: await pageOf(shared, limit, cursor) };
      });
    },

    async read(saved, cohort) {
      const shared = sharedOf(saved, cohort);
      return { ...shared, page: await openly(() => pageOf(shared, shared.share.top)) };
    },

    async changes(list) {
      const past = await history(list);
      const films = await Promise.all(past.map(({ id }) => filmsAt(list, id)));
      return past.slice(0, -1).map((version, n): ListChange => {
        const [after, before] = [films[n]!, films[n + 1]!];
        return {
          version_id: version.id,
          computed_at: version.computed_at,
          entered: missingFrom(before, after),
          left: missingFrom(after, before),
        };
      });
    },

    async placesBefore(list) {
      const [, before] = await history(list);
      if (!before) return null;
      return new Map((await filmsAt(list, before.id)).map(({ film_id }, place) => [film_id, place + 1]));
    },

    worldOf: ({ page }) =>
      readFilmHistograms(
        db,
        page.items.map(({ film_id }) => film_id),
      ),

    async slugOf(address) {
      if (!URL.canParse(address)) return null;
      const { origin, pathname } = new URL(address);
      const base = new URL(publicUrl);
      const path = base.pathname.replace(/\/$/, '');
      if (origin !== base.origin || !pathname.startsWith(`${path}/`)) return null;
      return OUR_PAGES.exec(pathname.slice(path.length))?.[1] ?? null;
    },

    async addressesOf(slug) {
      const page = `${publicUrl}/s/${slug}`;
      return {
        page,
        data: `${publicUrl}/v1/shares/${slug}`,
        embed: `${publicUrl}/embed/${slug}`,
        feed: `${page}/feed.xml`,
        preview: `${page}/preview.png`,
        oembed: `${publicUrl}/oembed?${new URLSearchParams({ url: page })}`,
      };
    },

    changed() {
      known.clear();
    },
  };
  return service;
}

/** A share in hand, with the cohort standing at the version that it shows. */
function sharedOf(saved: SavedFilter, cohort: CohortCard): Shared {
  const share = saved.share!;
  const current_version_id = share.frozen?.version_id ?? cohort.current_version_id;
  return { saved, share, cohort: { ...cohort, current_version_id }, filter: readFilter(saved.filter) };
}

/** To who only has the link, a filter that can't be read any more is no fault of theirs. */
async function openly<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'invalid-filter') throw error;
    throw new ProblemError('gone', 'What this list was made from is no longer kept. Ask whoever shared it.');
  }
}

function refuseNames({ filter }: SavedFilter): void {
  const naming = namingParameters(filter);
  if (naming.length === 0) return;
  throw new ProblemError(
    'unprocessable',
    `A list that is shared must not give a member's viewing away. Leave out ${naming.join(', ')}, or save another filter without.`,
  );
}

/** Between looking for a version and freezing at it, it can be pruned. */
async function keeping<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof VersionGoneError) throw notKept();
    throw error;
  }
}

const notKept = () =>
  new ProblemError('unprocessable', 'This cohort keeps no such ranking version. Freeze it at a current one.');

const modeOf = (share: SavedFilter['share']): 'live' | 'frozen' => (share?.frozen ? 'frozen' : 'live');
const unique = (origins: readonly string[] | null): string[] | null => origins && [...new Set(origins)];

function missingFrom(those: readonly RankingRow[], films: readonly RankingRow[]): RankingRow[] {
  const ids = new Set(those.map(({ film_id }) => film_id));
  return films.filter(({ film_id }) => !ids.has(film_id));
}
