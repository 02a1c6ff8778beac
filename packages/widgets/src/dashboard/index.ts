/**
 * Everything that acts with a session, and the dashboard made of it: for the almanac's own page, not for embedding. Brings the
 * embeddable elements along.
 */
import '../all.ts';
import { define } from '../internal/define.ts';
import { extendLanguage } from '../internal/localize.ts';
import { AlmanacAdmin } from './admin.ts';
import { AlmanacCohortEditor } from './cohort-editor.ts';
import { AlmanacDashboard } from './dashboard.ts';
import { AlmanacImportDrop } from './import-drop.ts';
import { AlmanacJoin } from './join.ts';
import { AlmanacMembers } from './members.ts';
import { AlmanacSignIn } from './sign-in.ts';
import { AlmanacSyncButton } from './sync-button.ts';
import { AlmanacTokens } from './tokens.ts';

extendLanguage('de', async () => (await import('../lang/de-dashboard.ts')).deDashboard);

define('almanac-admin', AlmanacAdmin);
define('almanac-cohort-editor', AlmanacCohortEditor);
define('almanac-dashboard', AlmanacDashboard);
define('almanac-import-drop', AlmanacImportDrop);
define('almanac-join', AlmanacJoin);
define('almanac-members', AlmanacMembers);
define('almanac-sign-in', AlmanacSignIn);
define('almanac-sync-button', AlmanacSyncButton);
define('almanac-tokens', AlmanacTokens);

export {
  AlmanacAdmin,
  AlmanacCohortEditor,
  AlmanacDashboard,
  AlmanacImportDrop,
  AlmanacJoin,
  AlmanacMembers,
  AlmanacSignIn,
  AlmanacSyncButton,
  AlmanacTokens,
};
