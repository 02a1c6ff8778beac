/** The parts of an OpenAPI 3.1 document that the binder reads (https://spec.openapis.org/oas/v3.1.1). */

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

export interface Reference {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  style?: string;
  explode?: boolean;
  schema: Schema;
}

export interface MediaType {
  schema?: Schema;
}

export interface RequestBody {
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface Response {
  description: string;
  content?: Record<string, MediaType>;
}

/** Scheme → scopes; `{}` lets everybody in. A list of these is a choice. */
export type SecurityRequirement = Record<string, string[]>;

export interface Operation {
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: Record<string, Response | Reference>;
  security?: SecurityRequirement[];
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
export type Method = (typeof METHODS)[number];

export type PathItem = Partial<Record<Method, Operation>> & { parameters?: (Parameter | Reference)[] };

export interface ContractDocument {
  openapi: string;
  paths: Record<string, PathItem>;
  security?: SecurityRequirement[];
  components?: Record<string, Record<string, unknown>>;
}

/** `a/b~c` → `a~1b~0c`: a name as one step of a JSON Pointer (RFC 6901). */
export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const unescapePointer = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** The steps of a JSON Pointer, unescaped. */
export const pointerSteps = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapePointer);

/** A place in the document: its JSON Pointer and what stands there. */
export interface Located<T> {
  pointer: string;
  value: T;
}

/** Follows references until something stands there itself. Throws when one leads nowhere. */
export function locate<T extends object>(document: ContractDocument, at: Located<T | Reference>): Located<T> {
  let here = at;
  while ('$ref' in here.value) {
    const { $ref } = here.value;
    if (!$ref.startsWith('#/')) throw new Error(`${$ref} does not point into the contract`);
    const value = pointerSteps($ref.slice(1)).reduce<unknown>(
      (parent, step) => (parent as Record<string, unknown> | undefined)?.[step],
      document,
    );
    if (typeof value !== 'object' || value === null) throw new Error(`${$ref} leads nowhere in the contract`);
    here = { pointer: $ref.slice(1), value: value as T | Reference };
  }
  return here as Located<T>;
}
