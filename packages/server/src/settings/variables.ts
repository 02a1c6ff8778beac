/** Every environment variable that the almanac reads: what it takes, and what it is when it isn't set. */
import { z } from 'zod';

/** How a variable is told about in an error: what it accepts, and whether its value is a secret. */
export interface About {
  accepts: string;
  secret?: true;
}

function integer(min: number, max: number) {
  return z.coerce
    .number()
    .int()
    .min(min)
    .max(max)
    .meta({ accepts: `a whole number from ${min} to ${max}` });
}

function oneOf<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values).meta({ accepts: `one of ${values.join(', ')}` });
}

function url(protocols: readonly string[], { secret }: { secret?: true } = {}) {
  const accepts = `a URL that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`;
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)))
    .meta({ accepts, secret });
}

const address = (text: string) =>
  url(['http', 'https'])
    .transform((base) => base.replace(/\/+$/, ''))
    .meta({ accepts: text });

const flag = z
  .enum(['0', '1', 'false', 'true'])
  .transform((text) => text === '1' || text === 'true')
  .meta({ accepts: '1 or 0' });

const CONTACT = /^(mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+$|^https?:\/\/\S+\.\S+$/;
const MAILBOX = /^[^\s@<>]+@[^\s@<>]+$|^[^<>\r\n]* <[^\s@<>]+@[^\s@<>]+>$/;
const SECRET_KEY = /^[0-9a-f]{64}$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/;

export const variables = z.object({
  ALMANAC_PROFILE: oneOf('dev', 'staging', 'alpha').default('dev'),
  ALMANAC_HOME: z.string().min(1).meta({ accepts: 'the path of a folder' }).default('.almanac'),
  ALMANAC_NOW: z
    .string()
    .refine((text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)))
    .meta({ accepts: 'a UTC day or time, such as 2026-11-22 or 2026-11-22T19:40:00Z' })
    .optional(),

  HOST: z.string().min(1).meta({ accepts: 'a host name or address to listen on' }).default('127.0.0.1'),
  PORT: integer(0, 65535).default(4000),
  PUBLIC_URL: address('the address at which people find this almanac, http:// or https://').optional(),
  TRUST_PROXY: flag.default(false),
  ALMANAC_READONLY: flag.default(false),
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).meta({ accepts: 'seconds, from 0 to 60' }).optional(),

  METRICS_TOKEN: z
    .string()
    .min(16)
    .regex(/^\S+$/)
    .meta({ accepts: 'a random text of 16 characters or more', secret: true })
    .optional(),

  SIGNUP: oneOf('invite', 'open', 'closed').default('invite'),

  SECRET_KEY: z
    .string()
    .regex(SECRET_KEY)
    .meta({ accepts: '64 hexadecimal digits: `openssl rand -hex 32` makes them', secret: true })
    .optional(),
  WEBHOOK_ALLOW_LOOPBACK: flag.default(false),

  SMTP_URL: url(['smtp', 'smtps'], { secret: true }).optional(),
  MAIL_FROM: z
    .string()
    .regex(MAILBOX)
    .meta({ accepts: 'a mail address, with a name before it if you like: Almanac <almanac@example.org>' })
    .optional(),

  DATABASE_URL: url(['postgres', 'postgresql'], { secret: true }).optional(),
  STATEMENT_TIMEOUT_MS: integer(100, 600_000).default(15_000),
  SLOW_QUERY_MS: integer(1, 600_000).default(500),
  REDIS_URL: url(['redis', 'rediss'], { secret: true }).optional(),
  ALMANAC_COORDINATION: oneOf('auto', 'redis', 'embedded').default('auto'),
  WORKER_CONCURRENCY: integer(1, 64).default(4),
  WORKER_LEASE_SECONDS: integer(3, 3600).default(20),

  ALMANAC_SOURCE: oneOf('sandbox', 'letterboxd', 'none').default('sandbox'),
  SANDBOX_PORT: integer(1, 65535).default(4010),
  LETTERBOXD_BASE_URL: address('the address of a Letterboxd-shaped site, http:// or https://').optional(),
  LETTERBOXD_CONTACT: z
    .string()
    .regex(CONTACT)
    .meta({ accepts: 'a mail address or web page at which you can be reached' })
    .optional(),
  SOURCE_RATE: z.coerce
    .number()
    .positive()
    .max(1000)
    .meta({ accepts: 'requests a second over all workers, a number above 0' })
    .optional(),
  CANARY_HOURS: integer(0, 8760).default(24),

  TMDB_BASE_URL: address('the address of the TMDB API without its /3, http:// or https://').optional(),
  TMDB_TOKEN: z
    .string()
    .min(16)
    .regex(/^\S+$/)
    .meta({ accepts: 'a v4 read token or a v3 key of TMDB', secret: true })
    .optional(),
  ENRICH_FILMS_PER_RUN: integer(0, 1_000_000).optional(),

  RATE_LIMIT_ANONYMOUS: integer(1, 1_000_000).default(600),
  RATE_LIMIT_TOKEN: integer(1, 1_000_000).default(3000),
  RATE_LIMIT_ANONYMOUS_WRITES: integer(1, 1_000_000).optional(),
  RATE_LIMIT_TOKEN_WRITES: integer(1, 1_000_000).optional(),
  RATE_LIMIT_ANONYMOUS_EXPORTS: integer(1, 1_000_000).optional(),
  RATE_LIMIT_TOKEN_EXPORTS: integer(1, 1_000_000).optional(),
  RATE_LIMIT_ANONYMOUS_IMPORTS: integer(1, 1_000_000).optional(),
  RATE_LIMIT_TOKEN_IMPORTS: integer(1, 1_000_000).optional(),
  SIGN_IN_LINKS_PER_ADDRESS: integer(1, 1_000_000).default(20),
  SIGN_IN_LINKS_PER_MAILBOX: integer(1, 1_000_000).default(5),
  QUOTA_COHORTS: integer(0, 1_000_000).default(20),
  QUOTA_MEMBERS: integer(1, 5000).default(1000),
  QUOTA_SYNCS_PER_DAY: integer(0, 1_000_000).default(50),
  QUOTA_EXPORTS_PER_HOUR: integer(0, 1_000_000).default(60),
  BODY_LIMIT: integer(1024, 104_857_600).default(1_048_576),
  UPLOAD_LIMIT: integer(65_536, 268_435_456).default(33_554_432),

  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').default('info'),
});

export type Variables = z.output<typeof variables>;
export type VariableName = keyof Variables;

/** What a variable accepts, as its schema says. */
export function aboutVariable(name: VariableName): About {
  let schema: z.core.$ZodType | undefined = variables.shape[name];
  while (schema) {
    const about = z.globalRegistry.get(schema) as Partial<About> | undefined;
    if (about?.accepts) return { accepts: about.accepts, secret: about.secret };
    schema = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema._zod.def.innerType : undefined;
  }
  throw new Error(`${name} does not say what it accepts`);
}

/** The variables that hold a secret; each may be given by a file too. */
export const SECRET_VARIABLES = (Object.keys(variables.shape) as VariableName[]).filter(
  (name) => aboutVariable(name).secret === true,
);
