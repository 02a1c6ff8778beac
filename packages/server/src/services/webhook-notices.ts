/** Telling owners that the almanac has switched a webhook off. */
import {
  type Database,
  returnSwitchedOffWebhook,
  type SwitchedOffWebhook,
  takeSwitchedOffWebhook,
} from '@cohort-almanac/db';
import type { Mail, Mailer } from './mail.ts';

/** Sends what is due, each to its owner once. Rejects when a mail could not be sent; that one is tried again. */
export async function sendWebhookNotices(db: Database, mailer: Mailer): Promise<number> {
  for (let sent = 0; ; sent++) {
    const notice = await takeSwitchedOffWebhook(db);
    if (!notice) return sent;
    try {
      await mailer.send(noticeMail(notice));
    } catch (error) {
      await returnSwitchedOffWebhook(db, notice.id);
      throw error;
    }
  }
}

function noticeMail({ id, url, disabled_reason, cohort, email }: SwitchedOffWebhook): Mail {
  const reason =
    disabled_reason === 'gone'
      ? 'It answered 410, which says that it wants nothing any more.'
      : 'Several deliveries in a row could not be made, each after many tries.';
  return {
    to: email,
    subject: `Your webhook for ${cohort} was switched off`,
    link: null,
    text: [
      `Nothing more is sent to ${new URL(url).origin} (webhook ${id}, cohort ${cohort}).`,
      '',
      reason,
      '',
      `Its log says what was answered: GET /v1/webhooks/${id}/deliveries. PATCH /v1/webhooks/${id} with {"enabled": true} switches it on again.`,
    ].join('\n'),
  };
}
