/** Sign-in links: made for a mail, for the command line, and for the demo. */
import { randomBytes } from 'node:crypto';
import { insertSignInLink, LINK_MINUTES, type LinkSignup, type Sql } from '@cohort-almanac/db';
import type { Mail } from './mail.ts';

/** 256 random bits, which can't be guessed: for links and for sessions. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** How such a secret looks. */
export const SECRET_SHAPE = /^[A-Za-z0-9_-]{43}$/;

export interface LinkWish {
  email: string;
  signup: LinkSignup;
  /** The invite that is accepted when the link is spent. */
  invite?: string;
}

/** Makes a link that signs this address in once, within `LINK_MINUTES`. `publicUrl` has no slash at its end. */
export async function makeSignInLink(db: Sql, publicUrl: string, { email, signup, invite }: LinkWish): Promise<string> {
  const secret = makeSecret();
  await insertSignInLink(db, { email, secret, signup });
  const query = new URLSearchParams({ token: secret, ...(invite !== undefined && { invite }) });
  return `${publicUrl}/auth/sign-in?${query}`;
}

export function signInMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Sign in to Cohort Almanac',
    link,
    text: [
      'Open this link to sign in to Cohort Almanac:',
      '',
      link,
      '',
      `It works once, for ${LINK_MINUTES} minutes. If you did not ask for it, do nothing: nobody can sign in without it.`,
    ].join('\n'),
  };
}
