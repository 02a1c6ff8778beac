/** How this process sends mail, by its settings. */
import { join } from 'node:path';
import { fileMailer, type Mailer, smtpMailer } from '../services/mail.ts';
import type { Settings } from '../settings/index.ts';
import { note } from './output.ts';

/** Over SMTP when there is a server; else into `ALMANAC_HOME/mail`, and on the console of a developer. */
export function mailerOf({ mail, home, profile }: Pick<Settings, 'mail' | 'home' | 'profile'>): Mailer {
  if (mail.smtp_url !== null) return smtpMailer(mail.smtp_url, mail.from);
  return fileMailer(join(home, 'mail'), profile === 'dev' ? note : undefined);
}
