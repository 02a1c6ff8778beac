import type { Migration } from '../migrate.ts';

export const memberClaims: Migration = {
  name: '0041-member-claims',
  // Whether a collecting task has begun to read its member, before anything of it is stored. Counts while its lease does.
  up: 'ALTER TABLE run_tasks ADD COLUMN reading boolean NOT NULL DEFAULT false;',
  down: 'ALTER TABLE run_tasks DROP COLUMN reading;',
};
