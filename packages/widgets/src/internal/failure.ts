/** Why something could not be read, in the words of a person who looks at a page. */

export type FailureKind = 'offline' | 'unauthorised' | 'missing' | 'problem';

export interface Failure {
  kind: FailureKind;
  /** What happened, when the almanac said it. */
  detail: string | null;
  /** Names the request in the almanac's log. */
  requestId: string | null;
}
