/** The paths of the pages that are read. */
export const SOURCE_PATHS = {
  profile: (username: string) => `/${username}/`,
  films: (username: string) => `/${username}/films/`,
  filmsByRatedDate: (username: string) => `/${username}/films/by/rated-date/`,
  likes: (username: string) => `/${username}/likes/films/`,
  likesOnly: (username: string) => `/${username}/likes/films/rated/none/`,
  diary: (username: string) => `/${username}/diary/`,
  feed: (username: string) => `/${username}/rss/`,
  watchlist: (username: string) => `/${username}/watchlist/`,
  following: (username: string) => `/${username}/following/`,
  followers: (username: string) => `/${username}/followers/`,
  listLikes: (path: string) => `/${path}/likes/`,
  film: (slug: string) => `/film/${slug}/`,
  filmByNumber: (letterboxdId: number) => `/film/film:${letterboxdId}/`,
  histogram: (slug: string) => `/csi/film/${slug}/ratings-summary/`,
} as const;
