/** deploy/terraform: what can be said of it without a provider and without a machine. Where Terraform is installed, it is asked. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = fileURLToPath(new URL('../deploy/terraform/', import.meta.url));
const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');
const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'almanac-terraform-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the files', () => {
  const declared = (path: string) => [...read(path).matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name!);
  const used = (text: string) => [...new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name!))];

  it('use the variables that there are, all of them', () => {
    expect(used(read('main.tf') + read('outputs.tf') + read('variables.tf')).sort()).toEqual(
      declared('variables.tf').sort(),
    );
    expect(used(read('machine/main.tf')).sort()).toEqual(declared('machine/variables.tf').sort());
  });

  it('show an example of every value that has to be given', () => {
    const required = [...read('variables.tf').matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}/gm)]
      .filter(([, , body]) => !/^ {2}default /m.test(body!))
      .map(([, name]) => name!);
    const given = [...read('terraform.tfvars.example').matchAll(/^(\w+) +=/gm)].map(([, name]) => name!);
    expect(given.sort()).toEqual(required.sort());
  });

  it('hold no secret, and hand none to the machine', () => {
    expect(read('main.tf')).not.toMatch(/(token|password) *=/);
    expect(read('machine/main.tf') + read('machine/variables.tf')).not.toMatch(/smtp|secret_key|(token|password) *=/i);
  });

  if (has('terraform')) {
    const terraform = (cwd: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('terraform', args, { cwd, encoding: 'utf8' });
      return { status, said: stdout + stderr };
    };
    it('have the form that Terraform gives them', () => {
      expect(terraform(FOLDER, 'fmt', '-check', '-recursive', '-diff')).toMatchObject({ status: 0 });
    });

    it('of the machine are valid, and pass their own tests', () => {
      const copy = join(work, 'machine');
      cpSync(join(FOLDER, 'machine'), copy, { recursive: true });
      for (const args of [['init', '-input=false'], ['validate'], ['test']]) {
        const { status, said } = terraform(copy, ...args, '-no-color');
        expect(status, said).toBe(0);
      }
    });
  }
});

/** As Terraform fills it: each value in it is put in as JSON. */
const filled = (values: Record<string, unknown>): string =>
  read('machine/cloud-init.yaml.tftpl').replace(/\$\{jsonencode\((\w+)\)\}/g, (_, name: string) => {
    if (!(name in values)) throw new Error(`nothing is given for ${name}`);
    return JSON.stringify(values[name]);
  });

describe('what a machine is told', () => {
  const settings = "DEVICE='/dev/sdb'\nSITE='almanac.example.org'\n";
  const start = read('machine/start.sh');
  const text = filled({ settings, start, backups_days: 14 });
  const config = parse(text) as {
    write_files: { path: string; content: string; permissions?: string }[];
    packages: string[];
    runcmd: string[][];
  };
  const file = (path: string) => config.write_files.find((one) => one.path === path)?.content ?? '';

  it('is a cloud-config with nothing left to fill in', () => {
    expect(text).toMatch(/^#cloud-config\n/);
    expect(text.replace(JSON.stringify(start), '')).not.toContain('${');
    expect(config.packages).toContain('git');
  });

  it('holds the script and the settings as they are, and starts the script', () => {
    expect(file('/usr/local/sbin/almanac-start')).toBe(start);
    expect(file('/etc/almanac/machine.env')).toBe(settings);
    expect(config.runcmd).toEqual([['/usr/local/sbin/almanac-start']]);
  });

  it('keeps Docker and the backups on the volume', () => {
    expect(JSON.parse(file('/etc/docker/daemon.json'))).toEqual({ 'data-root': '/srv/almanac/docker' });
    expect(file('/etc/systemd/system/docker.service.d/data.conf')).toContain('RequiresMountsFor=/srv/almanac');
    expect(file('/etc/cron.d/almanac-backup')).toMatch(
      /^(\S+ ){5}root \/srv\/almanac\/app\/deploy\/backup\.sh .*-mtime \+14 -delete\n$/,
    );
  });

  it('has a script and a command that a shell understands', () => {
    const command = file('/etc/cron.d/almanac-backup').split(' root ')[1]!;
    for (const input of [start, command]) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
  });

  if (has('cloud-init')) {
    it("fits cloud-init's schema", () => {
      const path = join(work, 'user-data');
      writeFileSync(path, text);
      const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', path], {
        encoding: 'utf8',
      });
      expect(status, stdout + stderr).toBe(0);
    });
  }
});

describe('start.sh', () => {
  let log: string;
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd, encoding: 'utf8' });

  /** Stand-ins for what changes a machine; each writes down how it was called. */
  beforeAll(() => {
    log = join(work, 'calls.log');
    const bin = join(work, 'bin');
    mkdirSync(bin);
    for (const name of ['mount', 'systemctl', 'apt-get', 'docker', 'mountpoint']) {
      const exit =
        name === 'mountpoint' ? `[ -e "${work}/mounted" ]` : name === 'mount' ? `touch "${work}/mounted"` : 'exit 0';
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >>"${log}"\n${exit}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const origin = join(work, 'origin');
    mkdirSync(join(origin, 'deploy'), { recursive: true });
    for (const name of ['compose.env.example', 'secrets.sh'])
      cpSync(join(FOLDER, '..', name), join(origin, 'deploy', name));
    git(origin, 'init', '-q', '-b', 'main');
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '-m', 'first');
    writeFileSync(join(work, 'device'), '');
  });

  function start(values: Record<string, string> = {}) {
    const all = {
      DEVICE: join(work, 'device'),
      DATA: join(work, 'data'),
      REPOSITORY: join(work, 'origin'),
      REVISION: 'main',
      SITE: 'films.example.org',
      MAIL_FROM: 'films@example.org',
      ...values,
    };
    const settings = join(work, 'machine.env');
    writeFileSync(
      settings,
      Object.entries(all)
        .map(([name, value]) => `${name}='${value}'\n`)
        .join(''),
    );
    return spawnSync('bash', [join(FOLDER, 'machine/start.sh'), settings], {
      encoding: 'utf8',
      env: { PATH: `${join(work, 'bin')}:${process.env.PATH}`, HOME: work, FSTAB: join(work, 'fstab'), PATIENCE: '1' },
    });
  }
  const app = (path: string) => join(work, 'data/app', path);

  it('mounts the volume before Docker comes, and brings the stack up', () => {
    const { status, stderr } = start();
    expect(status, stderr).toBe(0);
    const calls = readFileSync(log, 'utf8').trim().split('\n');
    expect(calls.map((call) => call.split(' ').slice(0, 3).join(' '))).toEqual([
      `mountpoint -q ${join(work, 'data')}`,
      'systemctl daemon-reload',
      `mount ${join(work, 'data')}`,
      'apt-get install -y',
      'docker compose build',
      'docker compose up',
    ]);
    expect(readFileSync(join(work, 'fstab'), 'utf8')).toMatch(/^\S+\/device \S+\/data ext4 \S*nofail\S* 0 2\n$/);
    const env = readFileSync(app('.env'), 'utf8');
    expect(env).toContain('\nALMANAC_SITE=films.example.org\nPUBLIC_URL=https://films.example.org\n');
    expect(env).toContain('\nMAIL_FROM=Cohort Almanac <films@example.org>\n');
    expect(env).toContain('\nALMANAC_SOURCE=none');
    expect(existsSync(app('deploy/secrets/secret_key'))).toBe(true);
  });

  it('run again, takes a newer revision and keeps secrets, settings and the mount', () => {
    const secret = readFileSync(app('deploy/secrets/secret_key'), 'utf8');
    writeFileSync(app('.env'), 'mine');
    git(join(work, 'origin'), 'commit', '-q', '--allow-empty', '-m', 'second');
    const { status, stderr } = start();
    expect(status, stderr).toBe(0);
    expect(git(app('.'), 'log', '-1', '--format=%s').trim()).toBe('second');
    expect(readFileSync(app('deploy/secrets/secret_key'), 'utf8')).toBe(secret);
    expect(readFileSync(app('.env'), 'utf8')).toBe('mine');
    expect(readFileSync(join(work, 'fstab'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('does nothing when the volume does not come', () => {
    rmSync(log);
    const { status, stderr } = start({ DEVICE: join(work, 'gone') });
    expect([status, stderr]).toEqual([1, `The volume ${join(work, 'gone')} did not come.\n`]);
    expect(existsSync(log)).toBe(false);
  });

  it('refuses a revision that there is not', () => {
    expect(start({ REVISION: 'gone' }).status).not.toBe(0);
  });
});
