import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { PageCrashed } from './components/Crash.js';
import { Skeleton } from './components/Skeleton.js';
import { Home } from './features/frame/Home.js';
import { NotHere } from './features/frame/NotHere.js';
import { Shell } from './features/frame/Shell.js';
import { InboxPage } from './features/inbox/InboxPage.js';
import { NothingPicked } from './features/inbox/NothingPicked.js';
import { readView } from './features/inbox/views.js';
import { type SearchParams, readSearch } from './features/search/searchParams.js';
import { readPart } from './features/settings/parts.js';
import { SettingsPart } from './features/settings/SettingsPage.js';
import { SettingsRoute } from './features/settings/SettingsRoute.js';
import { TicketPage } from './features/ticket/TicketPage.js';
import { readSought } from './features/ticket/sought.js';
import { type Step, readStep } from './features/welcome/steps.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox/$view',
  params: { parse: ({ view }) => ({ view: readView(view) }), stringify: ({ view }) => ({ view }) },
  component: InboxPage,
});
const nothing = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingPicked });
const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$ticketId',
  validateSearch: ({ message }): { message?: string | undefined } => ({ message: readSought(message) }),
  component: TicketPage,
});

/** Links that others may keep: they name the ticket, not the view it was seen in. */
const anyTicket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$ticketId',
  validateSearch: ({ message }): { message?: string | undefined } => ({ message: readSought(message) }),
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/inbox/$view/$ticketId', params: { view: 'live', ticketId: params.ticketId }, search, replace: true });
  },
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (raw): SearchParams => readSearch(raw),
  component: lazyRouteComponent(() => import('./features/search/SearchPage.js'), 'SearchPage'),
});
const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  component: lazyRouteComponent(() => import('./features/customer/CustomersPage.js'), 'CustomersPage'),
});
const nobody = createRoute({
  getParentRoute: () => customers,
  path: '/',
  component: lazyRouteComponent(() => import('./features/customer/CustomersPage.js'), 'NobodyPicked'),
});
const customer = createRoute({
  getParentRoute: () => customers,
  path: '$customerId',
  component: lazyRouteComponent(() => import('./features/customer/CustomerPage.js'), 'CustomerPage'),
});
const queues = createRoute({
  getParentRoute: () => root,
  path: '/queues',
  component: lazyRouteComponent(() => import('./features/queues/QueuesPage.js'), 'QueuesPage'),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./features/outbox/OutboxPage.js'), 'OutboxPage'),
});
const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  component: lazyRouteComponent(() => import('./features/intake/IntakePage.js'), 'IntakePage'),
});
const followups = createRoute({
  getParentRoute: () => root,
  path: '/followups',
  component: lazyRouteComponent(() => import('./features/followups/FollowupsPage.js'), 'FollowupsPage'),
});

const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  component: lazyRouteComponent(() => import('./features/profile/ProfilePage.js'), 'ProfilePage'),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: ({ step }): { step?: Step | undefined } => ({ step: readStep(step) }),
  component: lazyRouteComponent(() => import('./features/welcome/WelcomePage.js'), 'WelcomePage'),
});
const sandbox = createRoute({
  getParentRoute: () => root,
  path: '/sandbox',
  component: lazyRouteComponent(() => import('./features/sandbox/SandboxPage.js'), 'SandboxPage'),
});
const settingsHome = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$part', params: { part: 'start' }, replace: true });
  },
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/$part',
  params: { parse: ({ part }) => ({ part: readPart(part) }), stringify: ({ part }) => ({ part }) },
  // On its way while the pointer is only near the link.
  loader: () => SettingsPart.fetch(),
  component: SettingsRoute,
});

const routeTree = root.addChildren([
  home,
  inbox.addChildren([nothing, ticket]),
  anyTicket,
  search,
  customers.addChildren([nobody, customer]),
  queues,
  outbox,
  intake,
  followups,
  profile,
  welcome,
  sandbox,
  settingsHome,
  settings,
]);

export function createConsoleRouter() {
  // Words stand in an address as they were typed: a number without quotes.
  const [parseSearch, stringifySearch] = [parseSearchWith(String), stringifySearchWith(String)];
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Skeleton />,
    defaultPendingMs: 200,
    defaultErrorComponent: PageCrashed,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
  interface HistoryState {
    /** It was found: the way back leads to what else was. */
    found?: boolean;
  }
}
