/** Members who come through a door, and leave by their private link. */
import {
  type Coordination,
  type Database,
  findDoor,
  findJoin,
  forgetMember,
  leaveCohort,
  renewJoin,
  startDueCompute,
  startJoin,
  stopRun,
} from '@cohort-almanac/db';
import type { Receiver } from './imports.ts';
import type { JoinsService } from './join-types.ts';
import { makeSecret, SECRET_SHAPE } from './sign-in-link.ts';

export interface JoinsOptions {
  today: () => string;
  /** Where people find this almanac, without a slash at the end. */
  publicUrl: string;
  /** Called when who belongs to a cohort has changed. */
  onChange: () => void;
}

export function joinsService(
  db: Database,
  { queue }: Pick<Coordination, 'queue'>,
  { receiveWith }: Receiver,
  { today, publicUrl, onChange }: JoinsOptions,
): JoinsService {
  /** The scheduler does it too: this only makes it sooner. */
  async function rankAnew(): Promise<void> {
    for (let due = await startDueCompute(db, today()); due !== null; due = await startDueCompute(db, today())) {
      await queue.wake(due.taskIds);
    }
  }

  return {
    door: async (token) => (SECRET_SHAPE.test(token) ? findDoor(db, token) : null),

    async come(door, choice, file, by) {
      const secret = makeSecret();
      const { cohort_id: cohortId, username, made_by, invite_id } = door;
      const { run } = await receiveWith(
        (uploadId) =>
          startJoin(db, {
            cohortId,
            uploadId,
            authority: username === null ? 'door' : 'named_door',
            userId: made_by,
            expected: username,
            asOf: today(),
            inviteId: invite_id,
            secret,
            choice,
          }),
        file,
        by,
      );
      return { private_link: `${publicUrl}/join/leave/${secret}`, run_id: run.id };
    },

    find: async (secret) => (SECRET_SHAPE.test(secret) ? findJoin(db, secret) : null),

    async renew(join, file, by) {
      const { id, cohort_id: cohortId, username } = join;
      const order = { cohortId, authority: 'holder', userId: null, expected: username, asOf: today() } as const;
      await receiveWith((uploadId) => renewJoin(db, id, { ...order, uploadId }), file, by);
    },

    async leave(join, { everywhere }) {
      if (join.member_id === null && join.run_id !== null) await stopRun(db, join.run_id);
      const left = await leaveCohort(db, join);
      if (everywhere && join.username !== null) await forgetMember(db, join.username);
      onChange();
      await rankAnew();
      return { data_removed: left.data_removed || everywhere };
    },
  };
}
