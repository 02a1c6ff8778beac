/** What is published as others get it: packed, and installed from the tarball. */
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a program to its end; what it printed. Throws with all of it when it fails. */
export async function run(command, args, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(command, args, { maxBuffer: 1 << 26, timeout: 300_000, ...options });
    return stdout;
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  }
}

/** Packs the SDK into a folder; the tarball's path. */
export const packSdk = (folder) => pack('sdk', folder);

/** Packs one of the published packages into a folder; the tarball's path. */
export async function pack(name, folder) {
  await run('npm', ['pack', '--silent', '-w', `packages/${name}`, '--pack-destination', folder], { cwd: ROOT });
  return join(
    folder,
    readdirSync(folder).find((file) => file.startsWith(`cohort-almanac-${name}-`)),
  );
}

/** Installs packages into a folder. */
export async function install(folder, packages) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: folder,
  });
}

/** Checks one after the other, counted. */
export class Rows {
  #rows = [];

  async check(name, work) {
    try {
      await work();
      this.#rows.push({ name, ok: true });
      console.log(`ok   ${name}`);
    } catch (error) {
      this.#rows.push({ name, ok: false, detail: error.message });
      console.log(`FAIL ${name}\n${error.message}`);
    }
  }

  /** What reports/NAME.json holds. */
  get report() {
    const failed = this.#rows.filter((row) => !row.ok).length;
    return { passed: this.#rows.length - failed, failed, skipped: 0, rows: this.#rows };
  }
}
