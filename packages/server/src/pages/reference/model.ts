/** The parts of the contract that only its readers need, beside those that the binder reads. */
import {
  type ContractDocument,
  locate,
  METHODS,
  type Method,
  type Parameter,
  type Reference,
  type Response,
  type Schema,
  type SecurityRequirement,
} from '../../openapi/document.ts';

export interface Described {
  description?: string;
  example?: unknown;
}

export interface ReadableDocument extends ContractDocument {
  info: { title: string; version: string; summary?: string; description?: string };
  tags: { name: string; description?: string }[];
}

/** A schema's keywords. A reference keeps its name, so that it can be linked. */
export interface Keywords extends Described {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface ReadableOperation {
  id: string;
  tag: string;
  method: Method;
  path: string;
  summary: string;
  description?: string;
  parameters: (Parameter & Described)[];
  body: { required: boolean; type: string; schema?: Schema; example?: unknown } | null;
  responses: {
    status: string;
    description: string;
    headers: string[];
    type?: string;
    schema?: Schema;
    example?: unknown;
  }[];
  security: SecurityRequirement[];
}

interface Written {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { required?: boolean; content: Record<string, Media> } | Reference;
  responses: Record<string, (Response & { headers?: object; content?: Record<string, Media> }) | Reference>;
  security?: SecurityRequirement[];
}

interface Media extends Described {
  schema?: Schema;
  examples?: Record<string, { value: unknown }>;
}

/** Follows a reference. */
export function follow<T extends object>(document: ContractDocument, value: T | Reference): T {
  return locate<T>(document, { pointer: '', value }).value;
}

/** All operations, in the order of the document. */
export function operationsOf(document: ReadableDocument): ReadableOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const written = item[method] as unknown as Written;
      const { operationId, tags, summary, description, requestBody, security } = written;
      const parameters = [...(item.parameters ?? []), ...(written.parameters ?? [])];
      return {
        id: operationId,
        tag: tags[0]!,
        method,
        path,
        summary,
        description,
        parameters: parameters.map((value) => follow<Parameter>(document, value)),
        body: requestBody ? bodyOf(document, requestBody) : null,
        responses: Object.entries(written.responses).map(([status, value]) => responseOf(document, status, value)),
        security: security ?? document.security ?? [{}],
      };
    }),
  );
}

function bodyOf(document: ReadableDocument, value: NonNullable<Written['requestBody']>): ReadableOperation['body'] {
  const { required = false, content } = follow<Exclude<typeof value, Reference>>(document, value);
  const [type, media] = Object.entries(content)[0]!;
  return { required, type, schema: media.schema, example: exampleIn(media) };
}

function responseOf(document: ReadableDocument, status: string, value: Written['responses'][string]) {
  const { description, headers, content } = follow<Exclude<typeof value, Reference>>(document, value);
  const [type, media] = Object.entries(content ?? {})[0] ?? [];
  return {
    status,
    description,
    headers: Object.keys(headers ?? {}),
    type,
    schema: media?.schema,
    example: media && exampleIn(media),
  };
}

const exampleIn = ({ example, examples = {} }: Media): unknown => example ?? Object.values(examples)[0]?.value;
