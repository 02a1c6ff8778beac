/** What follows from the contract alone: how each status can be reached with any operation. */
import { randomUUID } from 'node:crypto';
import type { CompiledOperation } from '../../packages/server/src/openapi/compile.ts';
import { SCOPES } from '../../packages/server/src/policies/scopes.ts';
import { makeToken } from '../../packages/server/src/services/token-format.ts';
import type { Wish } from '../support/request.ts';
import type { Stage, State } from './stage.ts';

/** One way to a status. */
export interface Way {
  /** In words, for the report. */
  name: string;
  /** Whom it is asked. */
  state?: State;
  wish: Wish;
  /** Asked before, in the same state: it is only the second answer that counts. */
  twice?: boolean;
  /** Sends back the ETag of a first answer. */
  revalidate?: boolean;
  /** The same request is held up in the midst of its work meanwhile. */
  meanwhile?: boolean;
  /** Another operation, done before by the same caller. */
  after?: { operation: string; wish: Wish };
}

/**
 * The ways to a status that any operation has, the plainest first.
 * @param base what a good request of the operation is
 */
export function waysTo(status: number, operation: CompiledOperation, base: Wish, stage: Stage): Way[] {
  const { world } = stage;
  const way = (name: string, change: Wish, more: Omit<Way, 'name' | 'wish'> = {}): Way => ({
    name,
    wish: { ...base, ...change },
    ...more,
  });
  const takesKey = operation.parameters.header.names.includes('idempotency-key');
  const key = { headers: { ...base.headers, 'idempotency-key': randomUUID() } };
  switch (status) {
    case 200:
    case 201:
    case 202:
    case 204:
    case 303:
      return [way('a good request', {})];
    case 304:
      return [way('its own ETag sent back', {}, { revalidate: true })];
    case 400:
      return [
        way('an unknown parameter', { query: { ...base.query, no_such_parameter: 1 } }),
        way('a query that is no UTF-8', { search: 'a=%FF' }),
      ];
    case 401:
      return operation.anonymous
        ? [way('an unknown token', { as: { token: makeToken() } })]
        : [way('no token', { as: 'nobody' })];
    case 403:
      return forbidden(operation, way, stage);
    case 404:
      return [
        way('a stranger asks', { as: 'stranger' }),
        way('there is no such thing', { params: { ...base.params, ...world.none } }),
      ];
    case 409:
      return takesKey ? [way('the same request is still under way', key, { meanwhile: true })] : [];
    case 422: {
      // Who has no token is not let in where a cohort is synced.
      const first =
        base.as === 'nobody'
          ? { operation: 'askForSignInLink', wish: { as: base.as, ...key } }
          : { operation: 'syncCohort', wish: { as: base.as, ...key } };
      return takesKey ? [way('a key of another request', key, { after: first })] : [];
    }
    case 413:
      return [way('a body over the limit', { body: Buffer.alloc(stage.bodyLimit + 1, ' ') })];
    case 415:
      return [way('another media type', { body: Buffer.from('text'), type: 'text/plain' })];
    case 429:
      return [way('the second request under a limit of one', {}, { state: 'limited', twice: true })];
    case 500:
      return [
        way('a defect in every service', {}, { state: 'failing' }),
        way('a defect where tokens are read', { as: 'owner' }, { state: 'blind' }),
      ];
    case 503:
      return [
        way('the database is cut off', {}, { state: 'cut' }),
        way('the database is cut off, and a token is sent', { as: 'owner' }, { state: 'cut' }),
      ];
    default:
      return [];
  }
}

function forbidden(
  operation: CompiledOperation,
  way: (name: string, change: Wish, more?: Omit<Way, 'name' | 'wish'>) => Way,
  { world }: Stage,
): Way[] {
  const other = SCOPES.find((scope) => !operation.scopes.includes(scope))!;
  return [
    ...(operation.scopes.length > 0
      ? [way('a token without the scope', { as: { token: world.tokens.only[other] } })]
      : []),
    way('a viewer asks', { as: 'viewer' }),
    way('a page of somebody else asks', {
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    }),
    way('a publishable token on a page that it is not for', {
      as: { token: world.tokens.publishable },
      headers: { origin: 'https://elsewhere.example' },
    }),
    ...(operation.method === 'get' ? [] : [way('a read-only almanac', {}, { state: 'read_only' })]),
  ];
}
