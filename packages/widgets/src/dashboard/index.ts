/**
 * Everything that acts with a session, and the dashboard made of it: for the almanac's own page, not for embedding. Brings the
 * embeddable elements along.
 */
import '../all.ts';
import { define } from '../internal/define.ts';
import { extendLanguage } from '../internal/localize.ts';
import { AlmanacAccounts } from './accounts.ts';
import { AlmanacAdmin } from './admin.ts';
import { AlmanacCohortEditor } from './cohort-editor.ts';
import { AlmanacComparing } from './comparing.ts';
import { AlmanacDashboard } from './dashboard.ts';
import { AlmanacDeliveries } from './deliveries.ts';
import { AlmanacDigest } from './digest.ts';
import { AlmanacEvening } from './evening.ts';
import { AlmanacHistory } from './history.ts';
import { AlmanacImportDrop } from './import-drop.ts';
import { AlmanacInvites } from './invites.ts';
import { AlmanacJoin } from './join.ts';
import { AlmanacLists } from './lists.ts';
import { AlmanacMembers } from './members.ts';
import { AlmanacMemberships } from './memberships.ts';
import { AlmanacOperations } from './operations.ts';
import { AlmanacSaveList } from './save-list.ts';
import { AlmanacSignIn } from './sign-in.ts';
import { AlmanacSyncButton } from './sync-button.ts';
import { AlmanacTokens } from './tokens.ts';
import { AlmanacWebhooks } from './webhooks.ts';

extendLanguage('de', async () => (await import('../lang/de-dashboard.ts')).deDashboard);

define('almanac-accounts', AlmanacAccounts);
define('almanac-admin', AlmanacAdmin);
define('almanac-cohort-editor', AlmanacCohortEditor);
define('almanac-comparing', AlmanacComparing);
define('almanac-dashboard', AlmanacDashboard);
define('almanac-deliveries', AlmanacDeliveries);
define('almanac-digest', AlmanacDigest);
define('almanac-evening', AlmanacEvening);
define('almanac-history', AlmanacHistory);
define('almanac-import-drop', AlmanacImportDrop);
define('almanac-invites', AlmanacInvites);
define('almanac-join', AlmanacJoin);
define('almanac-lists', AlmanacLists);
define('almanac-members', AlmanacMembers);
define('almanac-memberships', AlmanacMemberships);
define('almanac-operations', AlmanacOperations);
define('almanac-save-list', AlmanacSaveList);
define('almanac-sign-in', AlmanacSignIn);
define('almanac-sync-button', AlmanacSyncButton);
define('almanac-tokens', AlmanacTokens);
define('almanac-webhooks', AlmanacWebhooks);

export {
  AlmanacAccounts,
  AlmanacAdmin,
  AlmanacCohortEditor,
  AlmanacComparing,
  AlmanacDashboard,
  AlmanacDeliveries,
  AlmanacDigest,
  AlmanacEvening,
  AlmanacHistory,
  AlmanacImportDrop,
  AlmanacInvites,
  AlmanacJoin,
  AlmanacLists,
  AlmanacMembers,
  AlmanacMemberships,
  AlmanacOperations,
  AlmanacSaveList,
  AlmanacSignIn,
  AlmanacSyncButton,
  AlmanacTokens,
  AlmanacWebhooks,
};
