/** Turns the contract into validators, once, at start. */

import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  type ContractDocument,
  escapePointer,
  type Located,
  locate,
  METHODS,
  type Method,
  type Operation,
  type Parameter,
  type Reference,
  type Schema,
  type SecurityRequirement,
} from './document.ts';
import type { ContractSource } from './load.ts';

/** Parameters of one place (path, query or header), validated together so that every fault is found. */
export interface CompiledParameters {
  names: readonly string[];
  /** Those whose values are lists: they may be repeated. */
  lists: ReadonlySet<string>;
  /** Whether any other name is let in and ignored: there is a parameter that is an object, which takes them all. */
  open: boolean;
  /** Coerces strings in place: `"5"` becomes 5 where a number is due. */
  validate: ValidateFunction;
}

export interface CompiledBody {
  /** A form has one file, and is read while it comes in. */
  type: 'json' | 'form';
  required: boolean;
  validate: ValidateFunction;
}

export interface CompiledOperation {
  id: string;
  method: Method;
  /** As the router writes it: `/v1/cohorts/:id`. */
  path: string;
  parameters: Record<'path' | 'query' | 'header', CompiledParameters>;
  body: CompiledBody | null;
  /** Status → media type → its validator, compiled when first asked for (null: any text). No media type: no body. */
  responses: ReadonlyMap<number, ReadonlyMap<string, (() => ValidateFunction) | null>>;
  /** Whether a caller without a token is let in. */
  anonymous: boolean;
  /** What a token must be allowed to do. */
  scopes: readonly string[];
}

export interface Contract {
  text: string;
  document: ContractDocument;
  operations: ReadonlyMap<string, CompiledOperation>;
}

const BODY_TYPES = { 'application/json': 'json', 'multipart/form-data': 'form' } as const;
const ROOT = 'contract';

/** Compiles every operation of the contract. Throws, naming the place, on what the binder can't serve. */
export function compileContract({ text, document }: ContractSource): Contract {
  if (!document.openapi?.startsWith('3.1.')) throw new Error(`openapi ${document.openapi} is not 3.1`);
  const requests = validators(document, {});
  const parameters = validators(document, { coerceTypes: true, validateSchema: false });
  // Production doesn't look at responses, so nothing of this is done there.
  const closedOnce = once(() => validators(closed(document) as ContractDocument, { validateSchema: false }));
  const responses: Compile = (schema) => closedOnce()(schema);
  const operations = new Map<string, CompiledOperation>();

  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const at = `/paths/${escapePointer(path)}`;
      const place = { document, at: `${at}/${method}`, operation };
      if (operations.has(operation.operationId)) throw new Error(`operationId ${operation.operationId} stands twice`);
      const given = [
        ...listed<Parameter>(document, `${at}/parameters`, item.parameters ?? []),
        ...listed<Parameter>(document, `${at}/${method}/parameters`, operation.parameters ?? []),
      ];
      for (const { value } of given) {
        if (!isServed(value))
          throw new Error(`${operation.operationId}: parameter ${value.name} has an unserved style`);
      }
      operations.set(operation.operationId, {
        id: operation.operationId,
        method,
        path: path.replaceAll(/\{([^}]+)\}/g, ':$1'),
        parameters: {
          path: compileParameters(parameters, document, given, 'path'),
          query: compileParameters(parameters, document, given, 'query'),
          header: compileParameters(parameters, document, given, 'header'),
        },
        body: compileBody(requests, place),
        responses: compileResponses(responses, place),
        ...access(operation.security ?? document.security ?? [{}]),
      });
    }
  }
  return { text, document, operations };
}

interface Place {
  document: ContractDocument;
  at: string;
  operation: Operation;
}

type Compile = (schema: Schema) => ValidateFunction;

function validators(document: ContractDocument, options: Options): Compile {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, ...options });
  addFormats.default(ajv);
  // The whole document is the schema that references point into, so its own keys have to be known too.
  ajv.addVocabulary(['example', ...Object.keys(document)]);
  ajv.addSchema(document, ROOT);
  return (schema) => ajv.compile(schema);
}

const pointTo = (pointer: string): Schema => ({ $ref: `${ROOT}#${encodeURI(pointer)}` });

function listed<T extends object>(document: ContractDocument, at: string, values: (T | Reference)[]): Located<T>[] {
  return values.map((value, index) => locate<T>(document, { pointer: `${at}/${index}`, value }));
}

/** Served are the defaults of OpenAPI: repeated query parameters, simple path and header parameters, no cookies. */
function isServed({ in: where, style, explode }: Parameter): boolean {
  if (where === 'query') return (style ?? 'form') === 'form' && explode !== false;
  return where !== 'cookie' && (style ?? 'simple') === 'simple' && explode !== true;
}

function compileParameters(
  compile: Compile,
  document: ContractDocument,
  given: readonly Located<Parameter>[],
  where: Parameter['in'],
): CompiledParameters {
  const nameOf = ({ name }: Parameter) => (where === 'header' ? name.toLowerCase() : name);
  const typeOf = ({ pointer, value }: Located<Parameter>) =>
    locate(document, { pointer, value: value.schema as { type?: unknown } | Reference }).value.type;
  const here = given.filter((one) => one.value.in === where && typeOf(one) !== 'object');
  return {
    names: here.map(({ value }) => nameOf(value)),
    lists: new Set(here.filter((one) => typeOf(one) === 'array').map(({ value }) => nameOf(value))),
    open: given.some((one) => one.value.in === where && typeOf(one) === 'object'),
    validate: compile({
      type: 'object',
      properties: Object.fromEntries(here.map(({ pointer, value }) => [nameOf(value), pointTo(`${pointer}/schema`)])),
      required: here.filter(({ value }) => value.required).map(({ value }) => nameOf(value)),
    }),
  };
}

function compileBody(compile: Compile, { document, at, operation }: Place): CompiledBody | null {
  if (!operation.requestBody) return null;
  const { pointer, value } = locate(document, { pointer: `${at}/requestBody`, value: operation.requestBody });
  const [type, ...others] = Object.keys(value.content) as (keyof typeof BODY_TYPES)[];
  if (type === undefined || others.length > 0 || !(type in BODY_TYPES)) {
    throw new Error(`${operation.operationId}: a body is one of ${Object.keys(BODY_TYPES).join(', ')}`);
  }
  return {
    type: BODY_TYPES[type],
    required: value.required ?? false,
    validate: compile(pointTo(`${pointer}/content/${escapePointer(type)}/schema`)),
  };
}

function compileResponses(compile: Compile, { document, at, operation }: Place): CompiledOperation['responses'] {
  return new Map(
    Object.entries(operation.responses).map(([status, response]) => {
      const { pointer, value } = locate(document, { pointer: `${at}/responses/${status}`, value: response });
      const validatorOf = (type: string) =>
        type.endsWith('json') ? once(() => compile(pointTo(`${pointer}/content/${escapePointer(type)}/schema`))) : null;
      return [Number(status), new Map(Object.keys(value.content ?? {}).map((type) => [type, validatorOf(type)]))];
    }),
  );
}

/** Does the work when first asked, and remembers what came of it. */
function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

function access(requirements: readonly SecurityRequirement[]): Pick<CompiledOperation, 'anonymous' | 'scopes'> {
  return {
    anonymous: requirements.some((requirement) => Object.keys(requirement).length === 0),
    scopes: [...new Set(requirements.flatMap((requirement) => Object.values(requirement).flat()))],
  };
}

/**
 * The document with every object schema closed, unless it says itself what else it may hold. Callers must bear fields
 * that they don't know, so the contract stays open; we ourselves must not send what it doesn't name.
 */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isObject = copy.type === 'object' && typeof copy.properties === 'object';
  return isObject && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}
