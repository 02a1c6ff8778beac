/** One prepared database, of which every part of a suite gets a copy: what one part changes, the next does not see. */
import {
  type CohortCard,
  type Coordination,
  createCoordination,
  type Database,
  openDatabase,
} from '@cohort-almanac/db';
import { pino } from 'pino';
import { circle } from '../../packages/server/test/support/circle.ts';
import { populate, type World } from '../../packages/server/test/support/world.ts';
import { type Ground, openMigrated } from './by-name.ts';

export interface Template {
  world: World;
  /** The circle, as it is in every copy. */
  cohort: CohortCard;
  /** By Redis: no copy has a part in it. */
  coordination: Coordination;
  onCopy<T>(work: (copy: { db: Database; url: string }) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param name the database's; its copy has the same with `_copy` */
export async function openTemplate(ground: Ground, name: string): Promise<Template> {
  const made = await openMigrated(ground, name);
  const around = await circle({ ...made, drop: () => made.db.close() }, ground.redisUrl);
  const world = await populate(around);
  const { cohort } = around;
  await around.drop();
  const log = pino({ level: 'silent' });
  const coordination = await createCoordination({ mode: 'redis', databaseUrl: '', redisUrl: ground.redisUrl, log });
  const copy = `${name}_copy`;
  return {
    world,
    cohort,
    coordination,
    async onCopy(work) {
      const url = await ground.create(copy, name);
      const db = openDatabase({ url, poolSize: 10 });
      try {
        return await work({ db, url });
      } finally {
        await db.close();
      }
    },
    async close() {
      await coordination.close();
      await ground.drop(copy);
      await ground.drop(name);
    },
  };
}
