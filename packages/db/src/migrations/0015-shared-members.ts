import type { Migration } from '../migrate.ts';

export const sharedMembers: Migration = {
  name: '0015-shared-members',
  // What runs of other cohorts did with a member, asked before each of them is read.
  up: 'CREATE INDEX run_tasks_member ON run_tasks (member_id) WHERE member_id IS NOT NULL;',
  down: 'DROP INDEX run_tasks_member;',
};
