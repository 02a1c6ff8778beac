/** What the routes ask of webhooks. All of it is about a user's own. */
import type { Webhook, WebhookDelivery, WebhookEvent } from '@cohort-almanac/db';
import type { Page, PageRequest } from './types.ts';

export interface WebhookWish {
  cohort_id: number;
  url: string;
  events: WebhookEvent[];
  description: string | null;
}

export interface WebhooksService {
  list(userId: number): Promise<readonly Webhook[]>;
  /** Throws the problem `not-found`. */
  find(userId: number, id: number): Promise<Webhook>;
  /** With its secret, this once. Throws the problems `unprocessable` (the address) and `conflict` (too many). */
  create(userId: number, wish: WebhookWish): Promise<Webhook & { secret: string }>;
  /** Throws the problems `not-found` and `unprocessable` (the address). */
  change(
    userId: number,
    id: number,
    changes: Partial<Pick<Webhook, 'url' | 'events' | 'description' | 'enabled'>>,
  ): Promise<Webhook>;
  /** Throws the problem `not-found`. */
  remove(userId: number, id: number): Promise<void>;
  /** With its new secret, this once. Throws the problem `not-found`. */
  rotate(userId: number, id: number): Promise<Webhook & { secret: string }>;
  /** Throws the problems `not-found` and `conflict` (one waits already). */
  test(userId: number, id: number): Promise<WebhookDelivery>;
  /** Throws the problems `not-found` and `invalid-request` (the cursor). */
  deliveries(userId: number, id: number, request: PageRequest): Promise<Page<WebhookDelivery>>;
}
