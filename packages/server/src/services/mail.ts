/** Sending mail: over SMTP, or, where there is none, into files and onto the console. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** The address that the mail is about, for whoever reads the files: a sign-in link, a page. */
  link: string | null;
  /** Where a POST ends mails like this (RFC 8058): mail programs show a button for it. */
  unsubscribe?: string;
}

export interface Mailer {
  /** Rejects when the mail could not be handed on. */
  send(mail: Mail): Promise<void>;
}

/** A mail server that doesn't answer in this time has failed. */
const SMTP_TIMEOUT_MS = 15_000;

/** Hands mail to an SMTP server. The URL holds the password: it is never logged. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
  });
  return {
    async send({ to, subject, text, html, unsubscribe }) {
      await transport.sendMail({ from, to, subject, text, html, headers: unsubscribeHeaders(unsubscribe) });
    },
  };
}

function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined) return {};
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/**
 * Writes each mail to a JSON file of its own, `{to, subject, text, html?, link, headers?, created_at}`, that only this system user
 * can read, and tells it to `say`.
 */
export function fileMailer(folder: string, say: (text: string) => void = () => {}): Mailer {
  return {
    async send({ to, subject, text, html, link, unsubscribe }) {
      const created_at = new Date().toISOString();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${created_at.replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.json`;
      const content = {
        to,
        subject,
        text,
        ...(html !== undefined && { html }),
        link,
        ...(unsubscribe !== undefined && { headers: unsubscribeHeaders(unsubscribe) }),
        created_at,
      };
      await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      say(`Mail to ${to}: ${subject}\n${text}`);
    },
  };
}
