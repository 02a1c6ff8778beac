/** Values that a schema of the contract allows, as arbitraries of fast-check. */
import fc, { type Arbitrary } from 'fast-check';
import {
  type ContractDocument,
  locate,
  type Reference,
  type Schema,
} from '../../packages/server/src/openapi/document.ts';

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

/** Values for fields by name, tried before the schema's: ids that exist, cursors, links. */
export type Known = (name: string) => readonly unknown[];

const LONGEST_TEXT = 40;
const MOST_ITEMS = 4;
const DEEPEST = 6;
const MAX_INT = 2_147_483_647;

export function valuesOf(
  document: ContractDocument,
  schema: Schema,
  known: Known,
  name = '',
  depth = 0,
): Arbitrary<unknown> {
  if (typeof schema === 'boolean' || depth > DEEPEST) return fc.jsonValue({ maxDepth: 1 });
  const { $ref: _ref, ...beside } = schema as Keywords;
  const keywords: Keywords = {
    ...locate<Keywords>(document, { pointer: '', value: schema as Keywords | Reference }).value,
    ...beside,
  };
  const inner = (one: Schema, field = name) => valuesOf(document, one, known, field, depth + 1);
  const plain = plainValues(keywords, inner);
  const pool = keywords.type === 'array' || keywords.type === 'object' ? [] : known(name);
  return pool.length === 0
    ? plain
    : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: plain });
}

function plainValues(
  keywords: Keywords,
  inner: (schema: Schema, field?: string) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  if (keywords.enum) return fc.constantFrom(...keywords.enum);
  if ('const' in keywords) return fc.constant(keywords.const);
  const choice = keywords.oneOf ?? keywords.anyOf;
  if (choice) return fc.oneof(...choice.map((one) => inner(one)));
  if (keywords.allOf) {
    return fc.tuple(...keywords.allOf.map((one) => inner(one))).map((parts) => Object.assign({}, ...parts));
  }
  const types = [keywords.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 1 });
  return fc.oneof(...types.map((type) => ofType(type, keywords, inner)));
}

function ofType(
  type: string,
  keywords: Keywords,
  inner: (schema: Schema, field?: string) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(keywords);
    case 'number':
      return fc.double({
        min: number(keywords.minimum ?? keywords.exclusiveMinimum, -1e6),
        max: number(keywords.maximum, 1e6),
        noNaN: true,
      });
    case 'string':
      return texts(keywords);
    case 'array': {
      const minLength = number(keywords.minItems, 0);
      const maxLength = Math.max(minLength, Math.min(number(keywords.maxItems, MOST_ITEMS), MOST_ITEMS));
      return fc.array(inner(keywords.items ?? true), { minLength, maxLength });
    }
    default:
      return objects(keywords, inner);
  }
}

function objects(
  { properties = {}, required = [] }: Keywords,
  inner: (schema: Schema, field?: string) => Arbitrary<unknown>,
) {
  const fields = Object.fromEntries(Object.entries(properties).map(([field, schema]) => [field, inner(schema, field)]));
  return fc.record(fields, { requiredKeys: required.filter((field) => field in fields) });
}

function integers(keywords: Keywords): Arbitrary<number> {
  const step = number(keywords.multipleOf, 1);
  const min = Math.ceil(number(keywords.minimum, -MAX_INT) / step);
  const max = Math.floor(number(keywords.maximum, MAX_INT) / step);
  return fc.integer({ min, max }).map((value) => value * step);
}

function texts(keywords: Keywords): Arbitrary<string> {
  if (typeof keywords.pattern === 'string') return fc.stringMatching(new RegExp(keywords.pattern, 'u'));
  if (keywords.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (keywords.format === 'date')
    return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const minLength = number(keywords.minLength, 0);
  return fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(number(keywords.maxLength, LONGEST_TEXT), LONGEST_TEXT)),
  });
}

const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
