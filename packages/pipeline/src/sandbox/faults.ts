/**
 * What can go wrong on purpose: rules from a JSON file, tried in order on the path of each request. The first that matches
 * and has `times` left applies.
 */
import { readFileSync } from 'node:fs';
import { type Answer, HTML } from './answer.ts';
import { failure } from './render/layout.ts';

export const FAULT_BODIES = ['drift', 'challenge', 'truncated', 'empty'] as const;

/** One rule, as it stands in the file. */
export interface Fault {
  /** A regular expression on the path, without query. */
  match: string;
  /** HTTP status; without `body` any but 200 comes with a short error page. Absent = 200. */
  status?: number;
  /** Seconds for the `Retry-After` header. */
  retry_after?: number;
  /** How many requests it applies to; absent = always. */
  times?: number;
  /** Milliseconds to wait before answering. */
  delay_ms?: number;
  /**
   * `drift`: the page with its item classes and attributes renamed. `challenge`: Cloudflare's page in place of it.
   * `truncated`: its first half. `empty`: nothing.
   */
  body?: (typeof FAULT_BODIES)[number];
}

/** A faults file that can't be used: the message says which rule and what is wrong. */
export class FaultsError extends Error {
  override name = 'FaultsError';
}

/** Reads and checks a faults file. */
export function loadFaults(file: string): Fault[] {
  try {
    return parseFaults(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new FaultsError(
      `The faults file ${file} can't be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const NUMBERS = {
  status: { min: 200, max: 599 },
  retry_after: { min: 0, max: 86_400 },
  times: { min: 1, max: Number.MAX_SAFE_INTEGER },
  delay_ms: { min: 0, max: 600_000 },
} as const;
const KEYS = new Set(['match', 'body', ...Object.keys(NUMBERS)]);

/** Checks a list of fault rules; throws a `FaultsError` that names the rule (counted from 1) and the field. */
export function parseFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new FaultsError('it must be a list of rules, [{"match": "…", "status": 429}]');
  return value.map((rule: unknown, index) => {
    const bad = (what: string): FaultsError => new FaultsError(`rule ${index + 1}: ${what}`);
    if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) throw bad('must be an object');
    const fields = rule as Record<string, unknown>;
    const unknown = Object.keys(fields).find((key) => !KEYS.has(key));
    if (unknown !== undefined) throw bad(`"${unknown}" is not one of ${[...KEYS].join(', ')}`);
    if (typeof fields.match !== 'string') throw bad('"match" must be a regular expression as text');
    try {
      new RegExp(fields.match);
    } catch (error) {
      throw bad(`"match" is not a regular expression: ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const [key, { min, max }] of Object.entries(NUMBERS)) {
      const given = fields[key];
      if (given === undefined) continue;
      if (typeof given !== 'number' || !Number.isInteger(given) || given < min || given > max) {
        throw bad(
          `"${key}" must be a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? ' on' : ` to ${max}`}`,
        );
      }
    }
    if (fields.body !== undefined && !FAULT_BODIES.some((body) => body === fields.body)) {
      throw bad(`"body" must be one of ${FAULT_BODIES.join(', ')}`);
    }
    return fields as unknown as Fault;
  });
}

/** The rules of a running site, with what is left of their `times`. */
export class FaultRules {
  private readonly rules: { fault: Fault; match: RegExp; left: number }[];

  constructor(faults: readonly Fault[]) {
    this.rules = faults.map((fault) => ({ fault, match: new RegExp(fault.match), left: fault.times ?? Infinity }));
  }

  /** The rule for this request, whose `times` go down by one; null when none applies. */
  take(path: string): Fault | null {
    const rule = this.rules.find((r) => r.left > 0 && r.match.test(path));
    if (!rule) return null;
    rule.left -= 1;
    return rule.fault;
  }
}

/** The answer that a fault makes of the right one. */
export function applyFault(fault: Fault, right: () => Answer): Answer {
  const answer = faultBody(fault, right);
  return {
    ...answer,
    status: fault.status ?? (fault.body === undefined ? answer.status : 200),
    headers: {
      ...answer.headers,
      ...(fault.retry_after === undefined ? {} : { 'retry-after': String(fault.retry_after) }),
    },
  };
}

function faultBody(fault: Fault, right: () => Answer): Answer {
  switch (fault.body) {
    case 'drift': {
      const answer = right();
      return { ...answer, body: drift(answer.body) };
    }
    case 'truncated': {
      const answer = right();
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    }
    case 'empty':
      return { status: 200, type: HTML, body: '' };
    case 'challenge':
      return {
        status: 200,
        type: HTML,
        body: CHALLENGE,
        headers: { 'cf-mitigated': 'challenge', server: 'cloudflare' },
      };
    case undefined:
      return fault.status === undefined || fault.status === 200 ? right() : failure(fault.status);
  }
}

const RENAMED: Readonly<Record<string, string>> = {
  LazyPoster: 'PosterTile',
  'data-item-': 'data-entry-',
  'data-postered-identifier': 'data-entry-identifier',
  'data-num-entries': 'data-size',
  'data-viewing-id': 'data-log-id',
  griditem: 'gridcell',
  posteritem: 'postercell',
  'empty-text': 'blank-note',
  'member-table': 'people-grid',
  'person-summary': 'people-card',
  'favourite-production-poster-container': 'favourite-tile',
  'profile-statistic': 'profile-figure',
  'diary-entry-row': 'diary-line',
  'rating-histogram-bar': 'rating-chart-bar',
  primaryname: 'titlename',
  ' title="': ' data-tip="',
  'og:title': 'og:name',
  'application/ld+json': 'application/linked-data',
  'letterboxd:': 'boxd:',
  '"title":': '"heading":',
  '"id":': '"key":',
};
const TO_RENAME = new RegExp(Object.keys(RENAMED).join('|').replaceAll('+', '\\+'), 'g');

/** The same page after a redesign: what readers hold on to has other names, and nothing says that it is empty. */
export function drift(body: string): string {
  return body.replace(TO_RENAME, (name) => RENAMED[name]!);
}

/** The shape of Cloudflare's challenge page. */
const CHALLENGE = `<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow"></head>
<body><div class="main-wrapper" role="main"><div class="main-content"><h1>Just a moment...</h1><p>Checking your browser before accessing the site.</p><form id="challenge-form" method="POST"></form><noscript>Enable JavaScript and cookies to continue</noscript></div></div></body></html>
`;
