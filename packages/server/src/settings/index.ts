/** The settings of a process: read once at start, from the environment and `.env`, and refused when one is wrong. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { aboutVariable, SECRET_VARIABLES, type VariableName, type Variables, variables } from './variables.ts';

export interface Settings {
  profile: 'dev' | 'staging' | 'alpha';
  /** Absolute path of the folder in which this almanac keeps what is its own. */
  home: string;
  /** Stands for the present in tests; null: the clock's. */
  now: Date | null;
  api: {
    host: string;
    port: number;
    /** Where people find this almanac, without a slash at the end: links in mails and pages begin with it. */
    public_url: string;
    /** Believe `X-Forwarded-For`. */
    trust_proxy: boolean;
    read_only: boolean;
    /** Between the wish to stop and the end of listening. */
    drain_ms: number;
    /** What /metrics is read with; null: only from this machine. */
    metrics_token: string | null;
    /** Compare every answer with the contract: outside production. */
    validate_responses: boolean;
  };
  auth: {
    signup: 'invite' | 'open' | 'closed';
    /** With what secrets are sealed that have to be read again; null: the key of the home. */
    secret_key: string | null;
  };
  /** Whether webhooks may lead to this machine itself. */
  webhooks: { allow_loopback: boolean };
  /** Without an SMTP server mail is written into files of the home. */
  mail: { smtp_url: string | null; from: string };
  /** Null: the embedded one. */
  database: {
    url: string | null;
    /** After which a statement of the api is given up. */
    statement_timeout_ms: number;
    /** From which on a statement is logged. */
    slow_query_ms: number;
  };
  redis: { url: string | null };
  queue: {
    coordination: 'auto' | 'redis' | 'embedded';
    concurrency: number;
    /** How long a task is a worker's without a sign of life. */
    lease_seconds: number;
  };
  source: {
    kind: 'sandbox' | 'letterboxd' | 'none';
    base_url: string;
    sandbox_port: number;
    /** Whether `almanac up` has to start the sandbox itself, as no address of one was given. */
    own_sandbox: boolean;
    contact: string | null;
    /** Requests a second over all workers; null: no limit. */
    rate: number | null;
    /** Hours between two checks of known pages; 0 = never. */
    canary_hours: number;
  };
  tmdb: { base_url: string; token: string | null; films_per_run: number };
  limits: {
    /** Requests a minute: of an address without a token, and of a token. */
    per_minute: Record<'reads' | 'writes' | 'exports' | 'imports', { anonymous: number; token: number }>;
    /** Sign-in links in a quarter of an hour: asked for from one network address, and for one mail address. */
    sign_in_links: { per_address: number; per_mailbox: number };
    body_bytes: number;
    /** What each user may use up; the operator is not limited. */
    quotas: Record<'cohorts' | 'members_per_cohort' | 'syncs_per_day' | 'exports_per_hour', number>;
    /** Bytes of an export that is uploaded. */
    upload_bytes: number;
  };
  log: { level: Variables['LOG_LEVEL'] };
}

/** One line a problem: which variable, what was given, what is accepted. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `.env` of the working directory, if there is one, under the environment, and the files in which secrets are kept.
 * Throws SettingsError.
 */
export function loadSettings(env: Environment = process.env, directory = process.cwd()): Settings {
  return readSettings(readSecretFiles({ ...readEnvFile(resolve(directory, '.env')), ...env }, directory), directory);
}

/** `NAME_FILE` names a file that holds the secret NAME, so that it stands in no environment. Paths are the directory's. */
function readSecretFiles(env: Environment, directory: string): Environment {
  const found: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of SECRET_VARIABLES) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (env[name]?.trim()) {
      problems.push(`${name}_FILE: set, and so is ${name}. Leave one of them out.`);
      continue;
    }
    try {
      found[name] = readFileSync(resolve(directory, path), 'utf8').trim();
      if (found[name] === '') problems.push(`${name}_FILE: "${path}" is empty. Write the secret into it.`);
    } catch (error) {
      problems.push(
        `${name}_FILE: "${path}" can't be read (${codeOf(error)}). Give a file that this process may read.`,
      );
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { ...env, ...found };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

function readEnvFile(file: string): Environment {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new SettingsError([`.env can't be read: ${error instanceof Error ? error.message : error}`]);
  }
  return parseEnv(text) as Environment;
}

/** The settings that an environment gives. An empty variable counts as not set. Throws SettingsError. */
export function readSettings(env: Environment, directory = process.cwd()): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as VariableName))];
    throw new SettingsError(names.map((name) => tell(name, given[name])));
  }
  const unsafe = findUnsafe(parsed.data);
  if (unsafe.length > 0) throw new SettingsError(unsafe);
  return assemble(parsed.data, directory);
}

function tell(name: VariableName, value: string | undefined): string {
  const { accepts, secret } = aboutVariable(name);
  return `${name}: ${value === undefined ? 'not set' : `"${secret ? mask(value) : value}"`} is not accepted. Give ${accepts}.`;
}

/** What may be shown of a secret: of a URL everything but who logs in and how, of the rest nothing. */
export function mask(value: string): string {
  if (!URL.canParse(value)) return '***';
  const { protocol, host, pathname } = new URL(value);
  return host ? `${protocol}//***@${host}${pathname}` : '***';
}

/** Passwords that stand in examples everywhere. */
const DEFAULT_PASSWORDS = new Set([
  'a-password-of-your-own',
  'almanac',
  'admin',
  'changeme',
  'change-me',
  'password',
  'postgres',
  'redis',
  'secret',
]);

/** As METRICS_TOKEN stands in .env.example. */
const EXAMPLE_TOKEN = 'a-random-text-of-your-own';
/** Different digits that 64 random ones have at the least: fewer than 8 come once in 10^18 keys. */
const FEWEST_DIGITS = 8;

/** What doesn't go together, or is fit for a developer's machine only. */
function findUnsafe(v: Variables): string[] {
  const found: string[] = [];
  if (v.ALMANAC_SOURCE === 'letterboxd' && v.LETTERBOXD_CONTACT === undefined) {
    found.push(
      `LETTERBOXD_CONTACT: not set. With ALMANAC_SOURCE=letterboxd give ${aboutVariable('LETTERBOXD_CONTACT').accepts}.`,
    );
  }
  if (v.ALMANAC_COORDINATION === 'embedded' && v.REDIS_URL !== undefined) {
    found.push('REDIS_URL: set, but ALMANAC_COORDINATION=embedded does without Redis. Leave one of them out.');
  }
  if (v.SMTP_URL !== undefined && v.ALMANAC_PROFILE !== 'dev') {
    // Links in mails must not follow from what a request calls this host: anybody can call it anything.
    for (const name of ['PUBLIC_URL', 'MAIL_FROM'] as const) {
      if (v[name] === undefined) found.push(`${name}: not set. With SMTP_URL give ${aboutVariable(name).accepts}.`);
    }
  }
  if (v.ALMANAC_PROFILE === 'dev') return found;
  const where = `With ALMANAC_PROFILE=${v.ALMANAC_PROFILE}`;
  if (v.ALMANAC_SOURCE === 'sandbox') {
    found.push(`ALMANAC_SOURCE: "sandbox" holds invented people. ${where} give letterboxd or none.`);
  }
  if (v.DATABASE_URL === undefined) {
    found.push(`DATABASE_URL: not set. ${where} give ${aboutVariable('DATABASE_URL').accepts}.`);
  }
  if (v.SMTP_URL === undefined) {
    found.push(`SMTP_URL: not set, so nobody gets a sign-in link. ${where} give ${aboutVariable('SMTP_URL').accepts}.`);
  }
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL'] as const) {
    const password = v[name] === undefined ? '' : decodeURIComponent(new URL(v[name]).password);
    if (DEFAULT_PASSWORDS.has(password.toLowerCase())) {
      found.push(`${name}: its password is one that stands in examples. ${where} give another one.`);
    }
  }
  if (v.METRICS_TOKEN === EXAMPLE_TOKEN) {
    found.push(`METRICS_TOKEN: it is the one of .env.example. ${where} give another one.`);
  }
  if (v.SECRET_KEY !== undefined && new Set(v.SECRET_KEY.toLowerCase()).size < FEWEST_DIGITS) {
    found.push(`SECRET_KEY: nobody drew it by lot. ${where} give ${aboutVariable('SECRET_KEY').accepts}.`);
  }
  if (v.WEBHOOK_ALLOW_LOOPBACK) {
    found.push(`WEBHOOK_ALLOW_LOOPBACK: 1 lets every user reach this machine from within. ${where} leave it out.`);
  }
  if (v.ALMANAC_NOW !== undefined) found.push(`ALMANAC_NOW: "${v.ALMANAC_NOW}" is for tests. ${where} leave it out.`);
  return found;
}

/** Who listens on every address is found on this machine's own. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** What is not set follows from the reads, so that one variable scales all. */
const part = (reads: number, share: number): number => Math.max(1, Math.floor(reads / share));

function assemble(v: Variables, directory: string): Settings {
  // Without a source of one's own nothing points at a sandbox either: imports are enriched by the real TMDB.
  const live = v.ALMANAC_SOURCE !== 'sandbox';
  const sandbox = `http://127.0.0.1:${v.SANDBOX_PORT}`;
  const base_url = v.LETTERBOXD_BASE_URL ?? (live ? 'https://letterboxd.com' : sandbox);
  return {
    profile: v.ALMANAC_PROFILE,
    home: resolve(directory, v.ALMANAC_HOME),
    now: v.ALMANAC_NOW === undefined ? null : new Date(v.ALMANAC_NOW),
    api: {
      host: v.HOST,
      port: v.PORT,
      public_url: v.PUBLIC_URL ?? `http://${reachable(v.HOST)}:${v.PORT}`,
      trust_proxy: v.TRUST_PROXY,
      read_only: v.ALMANAC_READONLY,
      metrics_token: v.METRICS_TOKEN ?? null,
      // Nobody balances between processes on a developer's machine; a second lets callers of this one go in order.
      drain_ms: (v.DRAIN_SECONDS ?? (v.ALMANAC_PROFILE === 'dev' ? 1 : 5)) * 1000,
      validate_responses: v.ALMANAC_PROFILE === 'dev',
    },
    auth: { signup: v.SIGNUP, secret_key: v.SECRET_KEY ?? null },
    webhooks: { allow_loopback: v.WEBHOOK_ALLOW_LOOPBACK },
    mail: { smtp_url: v.SMTP_URL ?? null, from: v.MAIL_FROM ?? 'Cohort Almanac <almanac@localhost>' },
    database: {
      url: v.DATABASE_URL ?? null,
      statement_timeout_ms: v.STATEMENT_TIMEOUT_MS,
      slow_query_ms: v.SLOW_QUERY_MS,
    },
    redis: { url: v.REDIS_URL ?? null },
    queue: {
      coordination: v.ALMANAC_COORDINATION,
      concurrency: v.WORKER_CONCURRENCY,
      lease_seconds: v.WORKER_LEASE_SECONDS,
    },
    source: {
      kind: v.ALMANAC_SOURCE,
      base_url,
      sandbox_port: v.SANDBOX_PORT,
      own_sandbox: v.ALMANAC_SOURCE === 'sandbox' && v.LETTERBOXD_BASE_URL === undefined,
      contact: v.LETTERBOXD_CONTACT ?? null,
      rate: v.SOURCE_RATE ?? (live ? 1 : null),
      canary_hours: v.CANARY_HOURS,
    },
    tmdb: {
      base_url: v.TMDB_BASE_URL ?? (live ? 'https://api.themoviedb.org' : `${base_url}/tmdb`),
      token: v.TMDB_TOKEN ?? null,
      // A live site is asked for a few hundred films a run; the sandbox is our own.
      films_per_run: v.ENRICH_FILMS_PER_RUN ?? (live ? 500 : 20_000),
    },
    limits: {
      per_minute: {
        reads: { anonymous: v.RATE_LIMIT_ANONYMOUS, token: v.RATE_LIMIT_TOKEN },
        writes: {
          anonymous: v.RATE_LIMIT_ANONYMOUS_WRITES ?? part(v.RATE_LIMIT_ANONYMOUS, 10),
          token: v.RATE_LIMIT_TOKEN_WRITES ?? part(v.RATE_LIMIT_TOKEN, 10),
        },
        exports: {
          anonymous: v.RATE_LIMIT_ANONYMOUS_EXPORTS ?? part(v.RATE_LIMIT_ANONYMOUS, 20),
          token: v.RATE_LIMIT_TOKEN_EXPORTS ?? part(v.RATE_LIMIT_TOKEN, 50),
        },
        imports: {
          anonymous: v.RATE_LIMIT_ANONYMOUS_IMPORTS ?? part(v.RATE_LIMIT_ANONYMOUS, 20),
          token: v.RATE_LIMIT_TOKEN_IMPORTS ?? part(v.RATE_LIMIT_TOKEN, 100),
        },
      },
      sign_in_links: { per_address: v.SIGN_IN_LINKS_PER_ADDRESS, per_mailbox: v.SIGN_IN_LINKS_PER_MAILBOX },
      body_bytes: v.BODY_LIMIT,
      quotas: {
        cohorts: v.QUOTA_COHORTS,
        members_per_cohort: v.QUOTA_MEMBERS,
        syncs_per_day: v.QUOTA_SYNCS_PER_DAY,
        exports_per_hour: v.QUOTA_EXPORTS_PER_HOUR,
      },
      upload_bytes: v.UPLOAD_LIMIT,
    },
    log: { level: v.LOG_LEVEL },
  };
}
