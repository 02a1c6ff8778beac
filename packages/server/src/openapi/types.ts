/** What handlers take and give, derived from the contract's generated types. */

import type { Readable } from 'node:stream';
import type { Caller } from '../services/account-types.ts';
import type { Viewer } from '../services/types.ts';
import type { components, operations } from './generated/api.ts';
import type { Multipart } from './multipart.ts';

export type Schemas = components['schemas'];
export type OperationId = keyof operations;

type Responses<Id extends OperationId> = operations[Id]['responses'];
type Given<T> = [T] extends [undefined] ? Record<never, never> : NonNullable<T>;
/** A form's fields, and its file beside them. */
type ReadBody<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : T extends { content: { 'multipart/form-data': infer Form } }
    ? Multipart<Omit<Form, 'file'>>
    : never;

export type Params<Id extends OperationId> = Given<operations[Id]['parameters']['path']>;
export type Headers<Id extends OperationId> = Given<operations[Id]['parameters']['header']>;
export type Query<Id extends OperationId> = Given<operations[Id]['parameters']['query']>;
/** `undefined` where the operation takes no body, or may go without. */
export type Body<Id extends OperationId> = operations[Id] extends { requestBody: infer Required }
  ? ReadBody<Required>
  : operations[Id] extends { requestBody?: infer Optional }
    ? ReadBody<NonNullable<Optional>> | undefined
    : undefined;

/** A request that has passed the contract, and who sent it. */
export interface Input<Id extends OperationId> {
  params: Params<Id>;
  /** Frozen, and the same object when the same is asked again. */
  query: Readonly<Query<Id>>;
  /** Those that the contract names, in small letters. */
  headers: Headers<Id>;
  body: Body<Id>;
  viewer: Viewer;
  caller: Caller;
}

/** JSON that is written already, so that a cached answer is written once. */
export class Serialized<T> {
  /** Only for the type checker: what the bytes hold. */
  declare readonly holds: T;
  constructor(readonly bytes: Buffer) {}
}

/** A body that is written while it is made has a media type of its own. */
type Payload<R> = R extends { content: { 'text/event-stream': unknown } | { 'text/csv': unknown } }
  ? Readable
  : R extends { content: { 'image/png': unknown } }
    ? Buffer
    : R extends { content: { 'application/json': infer Json } }
      ? Json | Serialized<Json>
      : R extends { content: infer Content }
        ? Content[keyof Content]
        : undefined;

/** What a page says of a fault is for people, and is sent like any other page. */
type Sendable<Id extends OperationId, Status extends keyof Responses<Id>> = Status extends 304
  ? never
  : Responses<Id>[Status] extends { content: { 'text/html': string } }
    ? { status: Status; body: string; headers?: Record<string, string> }
    : Responses<Id>[Status] extends { content: { 'application/problem+json': unknown } }
      ? never
      : { status: Status; body: Payload<Responses<Id>[Status]>; headers?: Record<string, string> };

/** What a handler answers with. Problems are thrown; 304 is the frame's, from the ETag. */
export type Reply<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: Sendable<Id, Status>;
}[keyof Responses<Id>];

export type Handler<Id extends OperationId> = (input: Input<Id>) => Promise<Reply<Id>>;

/** One handler an operation of the contract. */
export type Handlers = { [Id in OperationId]: Handler<Id> };
