/** The contract's types, by the names of its operations and schemas. */
import type { components, operations, paths } from '../generated/api.ts';

/** The contract's schemas by name: `Schemas['RankingRow']`. */
export type Schemas = components['schemas'];
/** The contract's operations by their ids. */
export type OperationId = keyof operations;

type JsonOf<T> = T extends { content: { 'application/json': infer Json } } ? Json : never;
type Lists<T> = {
  [K in keyof T]: NonNullable<T[K]> extends readonly (infer Item)[] ? T[K] | Item | readonly Item[] : T[K];
};

type AnswerOf<O> = O extends { responses: infer R }
  ? [JsonOf<R[keyof R & (200 | 201 | 202)]>] extends [never]
    ? undefined
    : JsonOf<R[keyof R & (200 | 201 | 202)]>
  : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Lists<NonNullable<Q>> : never;
type BodyOf<O> = O extends { requestBody?: infer B } ? JsonOf<NonNullable<B>> : never;

/** What an operation answers: `Answer<'getCohort'>`. `undefined` when it has no body. */
export type Answer<Id extends OperationId> = AnswerOf<operations[Id]>;
/** What an operation takes in its query: `Query<'listRankings'>`. Where a list is taken, one value will do. */
export type Query<Id extends OperationId> = QueryOf<operations[Id]>;
/** What an operation takes as its body: `Body<'createCohort'>`. */
export type Body<Id extends OperationId> = BodyOf<operations[Id]>;

type Verb = 'get' | 'put' | 'post' | 'patch' | 'delete';
type Inputs<O> = [BodyOf<O>] extends [never]
  ? [NonNullable<O extends { parameters: { query?: infer Q } } ? Q : never>] extends [never]
    ? []
    : Record<never, never> extends QueryOf<O>
      ? [query?: QueryOf<O>]
      : [query: QueryOf<O>]
  : O extends { requestBody: object }
    ? [body: BodyOf<O>]
    : [body?: BodyOf<O>];
type IsList<O> = AnswerOf<O> extends { items: unknown[]; next_cursor: string | null } ? true : false;

/**
 * One operation in a resource's table: `GET /path`, `LIST /path` when it has pages, then `?` when it takes an input, and `!` when
 * it answers nothing.
 */
type RowOf<P extends keyof paths, V extends Verb> = paths[P][V] extends { responses: object }
  ? IsList<paths[P][V]> extends true
    ? `LIST ${P}`
    : `${Uppercase<V>} ${P}${Inputs<paths[P][V]> extends [] ? '' : '?'}${[AnswerOf<paths[P][V]>] extends [undefined] ? '!' : ''}`
  : never;
/** All rows that there can be. */
export type Row = { [P in keyof paths]: { [V in Verb]: RowOf<P, V> }[Verb] }[keyof paths];

type Bare<R> = R extends `${infer Start}!` ? Bare<Start> : R extends `${infer Start}?` ? Start : R;
/** The operation of a row. */
export type OperationOf<R extends string> =
  Bare<R> extends `${infer V} ${infer P}`
    ? P extends keyof paths
      ? V extends 'LIST'
        ? paths[P]['get']
        : Lowercase<V> extends Verb
          ? paths[P][Lowercase<V> & Verb]
          : never
      : never
    : never;

type PathArguments<P extends string> = P extends `${string}{${string}}${infer Rest}`
  ? [part: string | number, ...PathArguments<Rest>]
  : [];
/** What a row's method takes, before its options. */
export type ArgumentsOf<R extends string> =
  Bare<R> extends `${string} ${infer P}` ? [...PathArguments<P>, ...Inputs<OperationOf<R>>] : never;
/** What a row's method answers. */
export type AnswerOfRow<R extends string> = AnswerOf<OperationOf<R>>;

/** What a raw request answers: known paths as the contract says, others `unknown`. */
export type RawAnswer<V extends string, P extends string> = P extends keyof paths
  ? Lowercase<V> extends Verb
    ? paths[P][Lowercase<V>] extends { responses: object }
      ? AnswerOf<paths[P][Lowercase<V>]>
      : unknown
    : unknown
  : unknown;
