/**
 * Finds what breaks callers between two versions of the contract: requests that were taken and are not any more, answers that
 * were promised and are not any more. What is only added breaks nobody, as callers must bear fields that they don't know.
 */
import {
  type ContractDocument,
  locate,
  METHODS,
  type Operation,
  type Parameter,
  type PathItem,
  type Reference,
  type RequestBody,
  type Response,
  type Schema,
  type SecurityRequirement,
} from '../packages/server/src/openapi/document.ts';

/** Which way a value goes: a request must not be narrowed, an answer must not be widened. */
type Direction = 'request' | 'answer';

type Keywords = Record<string, unknown> & {
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
};

/** A schema as one of several that a value may have, resolved. */
interface Variant {
  /** Of the component that it is, if it is one. */
  name: string | null;
  type: string;
  keywords: Keywords;
}

/** One line a change, such as `GET /v1/cohorts: parameter q is gone`. The same change has always the same line. */
export function breakingChanges(before: ContractDocument, after: ContractDocument): string[] {
  const comparison = new Comparison(before, after);
  for (const [path, item] of Object.entries(before.paths)) {
    for (const method of METHODS) {
      if (item[method]) comparison.operation(`${method.toUpperCase()} ${path}`, item, after.paths[path], method);
    }
  }
  return [...comparison.found].sort();
}

class Comparison {
  readonly found = new Set<string>();
  /** Pairs of components that are being compared: schemas may hold themselves. */
  readonly #underWay = new Set<string>();

  constructor(
    readonly before: ContractDocument,
    readonly after: ContractDocument,
  ) {}

  operation(at: string, oldItem: PathItem, newItem: PathItem | undefined, method: (typeof METHODS)[number]): void {
    const was = oldItem[method]!;
    const is = newItem?.[method];
    if (!is) {
      this.#tell(at, 'the operation is gone');
      return;
    }
    if (was.operationId !== is.operationId)
      this.#tell(at, `operationId is ${is.operationId} instead of ${was.operationId}`);
    this.#security(at, was.security ?? this.before.security ?? [{}], is.security ?? this.after.security ?? [{}]);
    this.#parameters(at, this.#listed(this.before, oldItem, was), this.#listed(this.after, newItem!, is));
    this.#body(at, was, is);
    this.#answers(at, was.responses, is.responses);
  }

  #tell(at: string, what: string): void {
    this.found.add(`${at}: ${what}`);
  }

  #security(at: string, was: readonly SecurityRequirement[], is: readonly SecurityRequirement[]): void {
    const open = (all: readonly SecurityRequirement[]) => all.some((one) => Object.keys(one).length === 0);
    if (open(was) && !open(is)) this.#tell(at, 'it is no longer for everybody');
    for (const requirement of was) {
      for (const [scheme, scopes] of Object.entries(requirement)) {
        const now = is.find((one) => scheme in one);
        if (!now) this.#tell(at, `access by ${scheme} is gone`);
        for (const scope of now?.[scheme] ?? []) {
          if (!scopes.includes(scope)) this.#tell(at, `access by ${scheme} takes the scope ${scope}`);
        }
      }
    }
  }

  #listed(document: ContractDocument, item: PathItem, operation: Operation): Map<string, Parameter> {
    const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
    return new Map(
      all
        .map((value) => follow<Parameter>(document, value))
        .map((parameter) => [`${parameter.in} parameter ${parameter.name}`, parameter]),
    );
  }

  #parameters(at: string, was: Map<string, Parameter>, is: Map<string, Parameter>): void {
    for (const [name, parameter] of was) {
      const now = is.get(name);
      // Unknown parameters are refused, so one that is gone is refused where it was taken.
      if (!now) this.#tell(at, `${name} is gone`);
      else this.#schemas(`${at}: ${name}`, parameter.schema, now.schema, 'request');
    }
    for (const [name, parameter] of is) {
      if (parameter.required && !was.get(name)?.required) this.#tell(at, `${name} is required`);
    }
  }

  #body(at: string, { requestBody: was }: Operation, { requestBody: is }: Operation): void {
    const old = was && follow<RequestBody>(this.before, was);
    const now = is && follow<RequestBody>(this.after, is);
    if (now?.required && !old?.required) this.#tell(at, 'a body is required');
    for (const [type, media] of Object.entries(old?.content ?? {})) {
      const fresh = now?.content[type];
      if (!fresh) this.#tell(at, `a body of ${type} is not taken any more`);
      else this.#schemas(`${at}: body`, media.schema ?? true, fresh.schema ?? true, 'request');
    }
  }

  #answers(at: string, was: Operation['responses'], is: Operation['responses']): void {
    for (const [status, value] of Object.entries(was)) {
      const fresh = is[status];
      if (!fresh) {
        this.#tell(at, `the answer ${status} is gone`);
        continue;
      }
      const old = follow<Response & { headers?: object }>(this.before, value as Reference);
      const now = follow<Response & { headers?: object }>(this.after, fresh as Reference);
      const place = `${at}: answer ${status}`;
      for (const name of Object.keys(old.headers ?? {})) {
        if (!(name in (now.headers ?? {}))) this.#tell(place, `the header ${name} is gone`);
      }
      for (const [type, media] of Object.entries(old.content ?? {})) {
        const body = now.content?.[type];
        if (!body) this.#tell(place, `${type} is gone`);
        else this.#schemas(place, media.schema ?? true, body.schema ?? true, 'answer');
      }
    }
  }

  #schemas(at: string, was: Schema, is: Schema, direction: Direction): void {
    const olds = variantsOf(this.before, was);
    const news = variantsOf(this.after, is);
    const free = new Set(news);
    const pairs: [Variant, Variant][] = [];
    const lost: Variant[] = [];
    // By name first, so that what is left is compared with what may have been renamed.
    for (const match of [
      (a: Variant, b: Variant) => a.name !== null && a.name === b.name,
      (a: Variant, b: Variant) => fits(a, b),
    ]) {
      for (const old of olds) {
        if (pairs.some(([one]) => one === old)) continue;
        const twin = [...free].find((one) => match(old, one));
        if (!twin) continue;
        free.delete(twin);
        pairs.push([old, twin]);
      }
    }
    for (const old of olds) if (!pairs.some(([one]) => one === old)) lost.push(old);
    if (direction === 'request')
      for (const { name, type } of lost) this.#tell(at, `${name ?? type} is not taken any more`);
    else for (const { name, type } of free) this.#tell(at, `it may be ${name ?? type}`);
    for (const [old, now] of pairs) this.#variant(at, old, now, direction);
  }

  #variant(at: string, old: Variant, now: Variant, direction: Direction): void {
    const key = `${at} ${old.name} ${now.name}`;
    const deep = old.name !== null && [...this.#underWay].some((one) => one.endsWith(` ${old.name} ${now.name}`));
    if (deep) return;
    this.#underWay.add(key);
    this.#values(at, old.keywords, now.keywords, direction);
    if (direction === 'request') this.#bounds(at, old.keywords, now.keywords);
    this.#fields(at, old.keywords, now.keywords, direction);
    if (old.keywords.items !== undefined || now.keywords.items !== undefined) {
      this.#schemas(`${at}[]`, old.keywords.items ?? true, now.keywords.items ?? true, direction);
    }
    this.#underWay.delete(key);
  }

  #values(at: string, old: Keywords, now: Keywords, direction: Direction): void {
    const [was, is] = [old, now].map((one) =>
      (one.enum ?? ('const' in one ? [one.const] : null))?.map((value) => JSON.stringify(value)),
    );
    if (direction === 'request') {
      if (is && !was) this.#tell(at, 'only certain values are taken');
      for (const value of was ?? []) if (is && !is.includes(value)) this.#tell(at, `${value} is not taken any more`);
    } else {
      if (was && !is) this.#tell(at, 'it may be any value');
      for (const value of is ?? []) if (was && !was.includes(value)) this.#tell(at, `it may be ${value}`);
    }
  }

  #bounds(at: string, old: Keywords, now: Keywords): void {
    for (const [keyword, sign] of BOUNDS) {
      const [was, is] = [old[keyword], now[keyword]] as (number | undefined)[];
      if (is !== undefined && (was === undefined || (is - was) * sign > 0)) this.#tell(at, `${keyword} is ${is}`);
    }
    for (const keyword of ['pattern', 'format', 'multipleOf']) {
      if (now[keyword] !== undefined && now[keyword] !== old[keyword]) this.#tell(at, `${keyword} is ${now[keyword]}`);
    }
  }

  #fields(at: string, old: Keywords, now: Keywords, direction: Direction): void {
    const [was, is] = [old.properties ?? {}, now.properties ?? {}];
    const [hadTo, hasTo] = [old.required ?? [], now.required ?? []];
    const isClosed = now.additionalProperties === false;
    for (const [name, schema] of Object.entries(was)) {
      const field = `${at}.${name}`;
      if (!(name in is)) {
        if (direction === 'answer' || isClosed) this.#tell(field, 'it is gone');
        continue;
      }
      this.#schemas(field, schema, is[name]!, direction);
    }
    if (direction === 'request') {
      for (const name of hasTo) if (!hadTo.includes(name)) this.#tell(`${at}.${name}`, 'it is required');
      if (isClosed && old.additionalProperties !== false) this.#tell(at, 'unknown fields are not taken any more');
    } else {
      for (const name of hadTo)
        if (name in is && !hasTo.includes(name)) this.#tell(`${at}.${name}`, 'it may be missing');
    }
  }
}

/** Keyword → the sign of a change that narrows. */
const BOUNDS: readonly (readonly [string, 1 | -1])[] = [
  ['minimum', 1],
  ['exclusiveMinimum', 1],
  ['maximum', -1],
  ['exclusiveMaximum', -1],
  ['minLength', 1],
  ['maxLength', -1],
  ['minItems', 1],
  ['maxItems', -1],
  ['minProperties', 1],
  ['maxProperties', -1],
];

function follow<T extends object>(document: ContractDocument, value: T | Reference): T {
  return locate<T>(document, { pointer: '', value }).value;
}

/** Every whole number is a number. */
const fits = (old: Variant, now: Variant): boolean =>
  old.type === now.type || now.type === 'any' || (old.type === 'integer' && now.type === 'number');

/** What a value of a schema may be, each for itself: the choices of `oneOf`, the types of a list of types. */
function variantsOf(document: ContractDocument, schema: Schema): Variant[] {
  if (typeof schema === 'boolean') return [{ name: null, type: 'any', keywords: {} }];
  const { $ref, ...beside } = schema as Keywords & { $ref?: string };
  const target = $ref === undefined ? {} : follow<Keywords>(document, { $ref });
  const keywords: Keywords = { ...target, ...beside };
  const choice = keywords.oneOf ?? keywords.anyOf;
  if (choice) return choice.flatMap((one) => variantsOf(document, one));
  const whole = keywords.allOf ? merged(document, keywords) : keywords;
  const name = $ref?.split('/').at(-1) ?? null;
  const types = [whole.type ?? typeOf(whole)].flat();
  return types.map((type) => ({
    name: types.length > 1 && type === 'null' ? null : name,
    type,
    keywords: type === 'null' ? {} : whole,
  }));
}

/** The type of what only says its values or its fields. */
function typeOf({ enum: values, const: value, properties }: Keywords): string {
  if (properties) return 'object';
  const one = values?.[0] ?? value;
  return one === undefined ? 'any' : typeof one;
}

function merged(document: ContractDocument, { allOf = [], ...rest }: Keywords): Keywords {
  const parts = [rest, ...allOf.flatMap((one) => variantsOf(document, one)).map(({ keywords }) => keywords)];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}
