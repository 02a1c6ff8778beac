/** How the statuses of uploads, doors and private links are reached, where that does not follow from the contract. */
import { beginUpload, ensureMembers, findDoor, insertInvite, startJoin } from '@cohort-almanac/db';
import { makeSecret } from '../../packages/server/src/services/sign-in-link.ts';
import { AS_OF } from '../../packages/server/test/support/circle.ts';
import { exchange } from '../support/exchange.ts';
import { requestOf, type Wish } from '../support/request.ts';
import type { Scenarios } from './scenarios.ts';
import type { Stage } from './stage.ts';

/** A new door of the circle, for one member or for all. */
async function newDoor({ circle, world }: Stage, username: string | null): Promise<string> {
  const token = makeSecret();
  await insertInvite(circle.db, {
    cohort_id: circle.cohort.id,
    role: 'member',
    username,
    name: null,
    max_uses: null,
    expires_at: new Date(Date.now() + 86_400_000),
    token,
    created_by: world.users.owner,
  });
  return token;
}

/** The private link of somebody who has just come, or of a member who came before. */
async function newJoin(stage: Stage, member?: string): Promise<string> {
  const { db } = stage.circle;
  const door = (await findDoor(db, await newDoor(stage, null)))!;
  const secret = makeSecret();
  const { run } = await startJoin(db, {
    cohortId: door.cohort_id,
    uploadId: await beginUpload(db, null),
    authority: 'door',
    userId: door.made_by,
    expected: null,
    asOf: AS_OF,
    inviteId: door.invite_id,
    secret,
    choice: { named: false, feed: false },
  });
  if (member !== undefined) {
    const [id] = await ensureMembers(db, [{ username: member }]);
    await db.query('UPDATE cohort_joins SET member_id = $2 WHERE run_id = $1', [run.id, id]);
  }
  return secret;
}

/** A token for pages, sent by a page for which it is not. */
const fromElsewhere = ({ world }: Stage): Wish => ({
  as: { token: world.tokens.publishable },
  headers: { origin: 'https://elsewhere.example' },
});

export const JOINING: Readonly<Record<string, Scenarios>> = {
  joinCohort: {
    good: () => ({ as: 'nobody' }),
    404: ({ world }) => ({ params: { token: world.none.token! } }),
    409: async (stage) => {
      const wish = { params: { token: await newDoor(stage, 'joiner-of-the-walk') } };
      const operation = stage.contract.operations.get('joinCohort')!;
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, wish));
      return wish;
    },
    413: ({ bodyLimit }) => ({ body: { named: 'true', file: Buffer.alloc(bodyLimit + 1) } }),
    422: async (stage) => {
      const operation = stage.contract.operations.get('joinCohort')!;
      const headers = { 'idempotency-key': 'the-same-key-for-two-members' };
      const wish = (file: string): Wish => ({ as: 'nobody', headers, body: { named: 'true', file } });
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, wish('one.zip')));
      return wish('another.zip');
    },
  },
  getJoin: {
    good: () => ({ as: 'nobody' }),
    403: fromElsewhere,
    404: ({ world }) => ({ params: { secret: world.none.secret! } }),
  },
  getDoor: {
    good: () => ({ as: 'nobody' }),
    403: fromElsewhere,
    404: ({ world }) => ({ params: { token: world.none.token! } }),
  },
  renewJoin: {
    good: () => ({ as: 'nobody' }),
    404: ({ world }) => ({ params: { secret: world.none.secret! } }),
    409: async (stage) => {
      const wish = { params: { secret: await newJoin(stage, 'member-2') } };
      const operation = stage.contract.operations.get('renewJoin')!;
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, wish));
      return wish;
    },
    413: ({ bodyLimit }) => ({ body: { file: Buffer.alloc(bodyLimit + 1) } }),
  },
  leaveCohort: {
    200: async (stage) => ({ as: 'nobody', params: { secret: await newJoin(stage) } }),
    404: ({ world }) => ({ params: { secret: world.none.secret! } }),
  },
  importExport: {
    good: ({ world }) => ({ body: { cohort: world.own.id, file: 'export.zip' } }),
    404: ({ world }) => ({ body: { cohort: world.theirs.id, file: 'export.zip' } }),
    409: async (stage) => {
      const wish = { body: { cohort: stage.world.own.id, member: 'member-1', file: 'export.zip' } };
      const operation = stage.contract.operations.get('importExport')!;
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, wish));
      return wish;
    },
    413: ({ world, bodyLimit }) => ({ body: { cohort: world.own.id, file: Buffer.alloc(bodyLimit + 1) } }),
    422: async (stage) => {
      const operation = stage.contract.operations.get('importExport')!;
      const headers = { 'idempotency-key': 'the-same-key-for-two-files' };
      const wish = (file: string): Wish => ({ headers, body: { cohort: stage.world.own.id, file } });
      await exchange(stage.url.well, requestOf(stage.contract, stage.world, operation, wish('one.zip')));
      return wish('another.zip');
    },
  },
};
