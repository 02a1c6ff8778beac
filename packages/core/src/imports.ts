/**
 * Whether an export that somebody uploaded may take the place of what is stored of a member. A ZIP proves nothing: anybody can
 * write one in anybody's name. So what counts is who hands it over, and in whose hands the member's data is.
 */

/**
 * As what somebody hands over an export. `operator`: runs the almanac. `editor`: an owner or editor of the cohort. `self`: a
 * viewer of the cohort whose account says that it is the member's. `door`: holds a link of the cohort that is open to
 * everybody. `named_door`: holds a link that an owner made for this member. `holder`: holds the private link that the member
 * got when they joined.
 */
export const IMPORT_AUTHORITIES = ['operator', 'editor', 'self', 'door', 'named_door', 'holder'] as const;
export type ImportAuthority = (typeof IMPORT_AUTHORITIES)[number];

/** What is known of the member whom an export names, at the moment at which it would be stored. */
export interface MemberAtStake {
  /** Whether anything is stored of their films. */
  has_data: boolean;
  /** Cohorts that hold them and in which whoever hands the export over, or made the door, is neither owner nor editor. */
  in_other_hands: number;
  /** Whether they joined a cohort by a door: then they have a private link. */
  joined: boolean;
  /** Whether the same user has uploaded for them before. */
  same_user: boolean;
  /** Whether the owners of the cohort keep them out. */
  excluded: boolean;
  /** Whether they have left the cohort by their private link. */
  left: boolean;
  /** Whether they are not in the cohort, and it has as many members as it may. */
  full: boolean;
}

/**
 * Why not: `excluded` by the cohort's owners; they have `left` it, and only a link made for them brings them back; the cohort is
 * `full`; the data is
 * `held_elsewhere`, by people who did not ask for this; it is `claimed` by somebody who joined, or by whoever uploaded it.
 */
export type ImportRefusal = 'excluded' | 'left' | 'full' | 'held_elsewhere' | 'claimed';

/** Null when it may. */
export function importRefusal(authority: ImportAuthority, member: MemberAtStake): ImportRefusal | null {
  if (member.excluded) return 'excluded';
  if (member.left && authority !== 'named_door') return 'left';
  if (authority === 'operator' || authority === 'holder') return null;
  if (member.full) return 'full';
  if (member.has_data && member.in_other_hands > 0) return 'held_elsewhere';
  switch (authority) {
    case 'editor':
    case 'named_door':
      return null;
    case 'door':
      return member.joined ? 'claimed' : null;
    case 'self':
      return member.joined || (member.has_data && !member.same_user) ? 'claimed' : null;
  }
}
