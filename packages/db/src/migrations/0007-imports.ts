import type { Migration } from '../migrate.ts';

export const imports: Migration = {
  name: '0007-imports',
  up: `
    -- The code of a list's short link, boxd.it/<lid>: the only address that an account export gives for a list.
    ALTER TABLE lists ADD COLUMN lid text;
    -- Finding a list by its short link.
    CREATE INDEX lists_lid ON lists (lid) WHERE lid IS NOT NULL;
    -- When the newest whole export that was taken in was made: what it lacked then is known to be gone.
    ALTER TABLE members ADD COLUMN export_at timestamptz;
  `,
  down: 'ALTER TABLE members DROP COLUMN export_at; ALTER TABLE lists DROP COLUMN lid;',
};
