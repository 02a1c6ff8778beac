import { execFileSync, spawnSync } from 'node:child_process';

/** The account under which PostgreSQL runs when we are root: it refuses to run as root itself. */
export interface Account {
  uid: number;
  gid: number;
}

/** True when this process is root; PostgreSQL then needs another account. */
export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * An existing account without privileges, `postgres` or else `nobody`; no account is created.
 * @throws when there is neither.
 */
export function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid && gid) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has no account postgres or nobody to run it under: ' +
      'start as an ordinary user, or set DATABASE_URL.',
  );
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  } catch (error) {
    // id answers 1 for an unknown name.
    if (error instanceof Error && 'status' in error && error.status === 1) return null;
    throw error;
  }
}

/**
 * Whether the account can enter and read all these paths. Asked of the system itself, by a shell under that account, since
 * modes alone don't tell (parents, groups, ACLs, mounts).
 * @throws when this process may not change to the account, as root in some containers.
 */
export function canReach(account: Account, paths: readonly string[]): boolean {
  const script = 'for p; do test -r "$p" && test -x "$p" || exit 1; done';
  const { status, error } = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { ...account, cwd: '/' });
  if (error) {
    throw new Error(
      `Can't run a program under account ${account.uid} (${error.message}), and PostgreSQL does not run as root: ` +
        'start as an ordinary user, or set DATABASE_URL.',
    );
  }
  return status === 0;
}
