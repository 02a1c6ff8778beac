/** What routes, the page that ends a digest, and the scheduler ask of digests. */
import type { CohortCard } from '@cohort-almanac/db';

export interface DigestState {
  subscribed: boolean;
  next_at: Date | null;
  last_sent_at: Date | null;
}

export interface DigestsService {
  state(userId: number, cohortId: number): Promise<DigestState>;
  subscribe(userId: number, cohort: CohortCard): Promise<DigestState>;
  unsubscribe(userId: number, cohortId: number): Promise<DigestState>;
  /** What a link of a mail would end; null when it is none, or too old. */
  behindLink(secret: string): Promise<{ cohort: string; subscribed: boolean } | null>;
  endByLink(secret: string): Promise<void>;
}

/** What the scheduler does. */
export interface DigestSending {
  /** Sends all digests that are due; resolves to how many were sent. One that could not be sent is tried again later. */
  sendDue(signal: AbortSignal): Promise<number>;
}
