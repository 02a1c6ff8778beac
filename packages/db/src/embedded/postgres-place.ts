import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canReach, unprivilegedAccount, weAreRoot } from './account.ts';

/** Where root keeps what an unprivileged account must reach when it can't reach ALMANAC_HOME. */
const SHARED_ROOT = '/var/lib/cohort-almanac';

/** Where one home's PostgreSQL data lies, and who runs it. */
export interface Place {
  /** The data directory; its parent exists, and `account` can reach it. */
  dataDir: string;
  /** Null: run as ourselves. */
  account: Account | null;
  /** The folder for a copy of the programs, should they not be usable where npm put them. */
  copyTo: string;
}

/**
 * `home/pgdata`, run as ourselves. As root: run by the data's owner or an unprivileged account, and when that can't reach
 * `home` (a repository in root's own 0700 folder, say) kept under `/var/lib/cohort-almanac/<hash of home>` instead.
 * @throws when there is data in a home that its account can't reach.
 */
export async function choosePlace(givenHome: string): Promise<Place> {
  // One spelling for each folder: a running server is recognised by the path on its command line.
  const home = await realpath(givenHome);
  const inHome = join(home, 'pgdata');
  if (!weAreRoot()) return { dataDir: inHome, account: null, copyTo: home };

  const elsewhere = join(SHARED_ROOT, createHash('sha256').update(home).digest('hex').slice(0, 16));
  const outside = join(elsewhere, 'pgdata');
  if (existsSync(join(outside, 'PG_VERSION'))) {
    return { dataDir: outside, account: await ownerOf(outside), copyTo: SHARED_ROOT };
  }
  if (existsSync(join(inHome, 'PG_VERSION'))) {
    const account = await ownerOf(inHome);
    if (!canReach(account, [inHome])) {
      throw new Error(
        `PostgreSQL runs under account ${account.uid}, which can't reach its data in ${inHome}: ` +
          'let others pass through the folders above it (chmod o+x), or start as the user that made it.',
      );
    }
    return { dataDir: inHome, account, copyTo: SHARED_ROOT };
  }
  const account = unprivilegedAccount();
  if (canReach(account, [home])) return { dataDir: inHome, account, copyTo: SHARED_ROOT };
  for (const folder of [SHARED_ROOT, elsewhere]) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
  }
  return { dataDir: outside, account, copyTo: SHARED_ROOT };
}

async function ownerOf(dataDir: string): Promise<Account> {
  const { uid, gid } = await stat(dataDir);
  return uid === 0 ? unprivilegedAccount() : { uid, gid };
}
