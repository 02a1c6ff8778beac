/** Holds an answer against the contract, from outside: the server under test does not check itself. */
import { PROBLEMS, type Problem } from '@cohort-almanac/core';
import type { CompiledOperation, Contract } from '../../packages/server/src/openapi/compile.ts';
import { locate, type Operation, type Reference } from '../../packages/server/src/openapi/document.ts';
import { describeFaults } from '../../packages/server/src/openapi/faults.ts';
import type { Answer } from './exchange.ts';

const PROBLEM_TYPE = 'application/problem+json';

/** What the contract writes of an operation, references not followed. */
export function writtenOperation({ document }: Contract, { method, path }: CompiledOperation): Operation {
  return document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method]!;
}

/** What is wrong with an answer; nothing when it is as the contract says: status, media type, body, headers. */
export function faultsOf(contract: Contract, operation: CompiledOperation, answer: Answer): string[] {
  const types = operation.responses.get(answer.status);
  if (!types) return [`the contract does not name the status ${answer.status}`];
  return [...bodyFaults(types, answer), ...headerFaults(contract, operation, answer)];
}

type Types = NonNullable<ReturnType<CompiledOperation['responses']['get']>>;

function bodyFaults(types: Types, { status, headers, body }: Answer): string[] {
  if (types.size === 0) return body.length > 0 ? [`${status} has a body, and the contract gives it none`] : [];
  const type = (headers['content-type'] ?? '').split(';')[0]!;
  const validator = types.get(type);
  if (validator === undefined) return [`${type || 'no media type'} instead of ${[...types.keys()].join(', ')}`];
  const text = decode(body);
  if (text === null) return type.startsWith('text/') || type.endsWith('json') ? ['the body is not UTF-8'] : [];
  if (validator === null) return text === '' ? ['the body is empty'] : [];
  const value = parse(text);
  if (value === undefined) return ['the body is not JSON'];
  const validate = validator();
  const faults = validate(value)
    ? []
    : describeFaults('body', validate.errors).map(({ name, message }) => `${name || 'the body'} ${message}`);
  return type === PROBLEM_TYPE ? [...faults, ...problemFaults(value as Problem, status, headers)] : faults;
}

/** A problem is one of core's, told under its own status and under the name that the log knows. */
function problemFaults({ code, status, request_id }: Problem, answered: number, headers: Answer['headers']): string[] {
  const faults: string[] = [];
  if (status !== answered) faults.push(`/status is ${status} in an answer of ${answered}`);
  if (PROBLEMS[code]?.status !== answered) faults.push(`/code ${code} is no problem of status ${answered}`);
  if (request_id !== headers['x-request-id']) faults.push('/request_id is not that of X-Request-Id');
  return faults;
}

function headerFaults(contract: Contract, operation: CompiledOperation, { status, headers }: Answer): string[] {
  const { document } = contract;
  const response = writtenOperation(contract, operation).responses[String(status)]!;
  const declared = locate<{ headers?: Record<string, Header | Reference> }>(document, {
    pointer: '',
    value: response as Reference,
  }).value.headers;
  return Object.entries(declared ?? {}).flatMap(([name, written]) => {
    const { schema, required } = locate<Header>(document, { pointer: '', value: written }).value;
    const value = headers[name.toLowerCase()];
    // What is declared is due, unless the contract says that it may be missing.
    if (value === undefined) return required === false ? [] : [`the header ${name} is missing`];
    return schema.pattern && !new RegExp(schema.pattern, 'u').test(value) ? [`the header ${name} is ${value}`] : [];
  });
}

interface Header {
  required?: boolean;
  schema: { pattern?: string };
}

function decode(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
