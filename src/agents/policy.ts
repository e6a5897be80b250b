import type { Agent, Role } from './agent.js';

/** Everything that needs a right. Who has which is told by `may` alone; the console asks for its viewer's list. */
export const VERBS = [
  'ticket.read',
  'ticket.reply',
  'ticket.change',
  'ticket.merge',
  'decision.undo',
  'customer.read',
  'customer.write',
  'customer.import',
  'intake.read',
  'intake.retry',
  'outbox.read',
  'queues.read',
  'corrections.read',
  'rules.read',
  'rules.write',
  'agents.read',
  'agents.write',
  /** Tokens with which other systems call the API. */
  'tokens.write',
  'mail_accounts.read',
  'mail_accounts.write',
  'inbound.write',
  /** Views, macros and fields: everybody sees them and makes his own; the shared ones are set up by those who lead. */
  'workspace.read',
  'workspace.own',
  'workspace.share',
  'articles.read',
  'articles.write',
  /** The widget, channels and everything else that is set up once. */
  'settings.read',
  'settings.write',
] as const;
export type Verb = (typeof VERBS)[number];

/** An agent works on every ticket and every customer, and sees (but does not steer) what surrounds them. */
const AGENT: readonly Verb[] = [
  'ticket.read',
  'ticket.reply',
  'ticket.change',
  'ticket.merge',
  'decision.undo',
  'customer.read',
  'customer.write',
  'intake.read',
  'outbox.read',
  'queues.read',
  'rules.read',
  'agents.read',
  'inbound.write',
  'workspace.read',
  'workspace.own',
  'articles.read',
];

const GRANTS: Readonly<Record<Role, ReadonlySet<Verb>>> = {
  agent: new Set(AGENT),
  /** The service manager: leads the agents. */
  supervisor: new Set<Verb>([
    ...AGENT,
    'corrections.read',
    'rules.write',
    'customer.import',
    'intake.retry',
    'workspace.share',
    'articles.write',
    'settings.read',
  ]),
  /** The operations manager: looks for the weak link, from the door to the outbox, and at what carries the mail. */
  operations: new Set<Verb>([
    ...AGENT,
    'corrections.read',
    'rules.write',
    'intake.retry',
    'workspace.share',
    'settings.read',
    'mail_accounts.read',
  ]),
  /** The customer success manager: heads off what customers ask next. Machines are none of his business. */
  success: new Set<Verb>([...AGENT, 'rules.write', 'customer.import', 'workspace.share', 'articles.write']),
  admin: new Set(VERBS),
};

/** A stolen token must not become a second one, or a person. */
const NEVER_BY_PROGRAM: ReadonlySet<Verb> = new Set(['agents.write', 'tokens.write']);

/**
 * Whether this agent may do this: the only place that says so. What is not granted is refused, also to a role or a verb
 * that nobody has heard of. `target` is the record in question, for grants that depend on it; today none does.
 */
export function may(
  agent: Pick<Agent, 'id' | 'role'> & { isProgram?: boolean | undefined },
  verb: Verb,
  _target?: { id: string },
): boolean {
  if (agent.isProgram && NEVER_BY_PROGRAM.has(verb)) return false;
  return Object.hasOwn(GRANTS, agent.role) && GRANTS[agent.role].has(verb);
}
