import type { Route } from '../route.js';
import { agentRoutes } from './agents.js';
import { apiTokenRoutes } from './apiTokens.js';
import { chatRoutes } from './chat.js';
import { correctionRoutes } from './corrections.js';
import { customerChangeRoutes } from './customerChanges.js';
import { customerWorkRoutes } from './customerWork.js';
import { customerRoutes } from './customers.js';
import { followupRoutes } from './followups.js';
import { healthRoutes } from './health.js';
import { hookRoutes } from './hooks.js';
import { mailAccountRoutes } from './mailAccounts.js';
import { sandboxRoutes } from './sandbox.js';
import { pictureRoutes } from './pictures.js';
import { searchRoutes } from './search.js';
import { selfServiceRoutes } from './selfService.js';
import { sessionRoutes } from './session.js';
import { setupRoutes } from './setup.js';
import { ticketRoutes } from './tickets.js';
import { trafficRoutes } from './traffic.js';
import { workRoutes } from './work.js';
import { workspaceRoutes } from './workspace.js';

/** The whole API. `test/golden/routes.json` keeps who may call what. */
export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...agentRoutes,
  ...apiTokenRoutes,
  ...workRoutes,
  ...workspaceRoutes,
  ...ticketRoutes,
  ...pictureRoutes,
  ...customerWorkRoutes,
  ...customerRoutes,
  ...customerChangeRoutes,
  ...correctionRoutes,
  ...searchRoutes,
  ...trafficRoutes,
  ...followupRoutes,
  ...mailAccountRoutes,
  ...chatRoutes,
  ...selfServiceRoutes,
  ...setupRoutes,
  ...sandboxRoutes,
  ...hookRoutes,
];
