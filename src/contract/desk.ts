/** Everything around the tickets: sessions, agents, intake, outbox, queue health, follow-ups. */
import { z } from 'zod';
import { Channel, Id, Instant, ListQuery, Version } from './common.js';
import { MAIL_ACCOUNT_STATES, MailProblem } from './mailAccounts.js';
import { nameOf } from './names.js';
import { DeliveryState } from './tickets.js';

/** 401 `wrong_credentials`, alike for an unknown address and a wrong password. */
export const SessionBody = z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) });

/** `supervisor` is the service manager. What each may do: `src/agents/policy.ts`. */
export const ROLES = ['agent', 'supervisor', 'operations', 'success', 'admin'] as const;
/** A colleague, as others see him. `online`: a console of his is connected. */
export const Agent = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  online: z.boolean(),
  /** A deactivated agent cannot sign in; what he wrote stays his. */
  active: z.boolean(),
  teamIds: z.array(Id),
});
export type Agent = z.infer<typeof Agent>;

/** 409 when the address is taken. */
export const NewAgent = z.strictObject({
  email: z.email().max(320),
  name: nameOf(200),
  /** Left out: a one-time password is made and shown once, and has to be changed at the first sign-in. */
  password: z.string().min(10).max(1000).optional(),
  role: z.enum(ROLES),
});
export type NewAgent = z.infer<typeof NewAgent>;

/** `oneTimePassword` is shown this once and nowhere else; null when the admin chose one. */
export const CreatedAgent = Agent.extend({ oneTimePassword: z.string().nullable() });
export type CreatedAgent = z.infer<typeof CreatedAgent>;

/** 409 when it would leave the desk without an admin, or take one's own rights away. */
export const AgentPatch = z.strictObject({ name: nameOf(200), role: z.enum(ROLES), active: z.boolean() }).partial();
export type AgentPatch = z.infer<typeof AgentPatch>;

export const AgentsQuery = z.object({ inactive: z.enum(['true', 'false']).optional().describe('show the deactivated ones too') });

/** One's own profile. */
export const MePatch = z
  .strictObject({
    name: nameOf(200),
    /** Below his mails, before the mailbox's own signature; '' for none. */
    signature: z.string().max(2000),
    language: z.string().max(35).nullable(),
  })
  .partial();
export type MePatch = z.infer<typeof MePatch>;
/** The address to sign in with, proven by the present password. */
export const EmailBody = z.strictObject({ email: z.email().max(320), password: z.string().min(1).max(1000) });
/** Ends all sessions of the agent; the answer holds a new one. */
export const PasswordBody = z.strictObject({ current: z.string().min(1).max(1000), next: z.string().min(10).max(1000) });

/** The answer to a sign-in. Browsers get the same token as an HttpOnly cookie as well. */
export const SessionResult = z.object({ token: z.string(), agent: Agent });
export type SessionResult = z.infer<typeof SessionResult>;

/** What the console needs to know before it shows anything. */
export const Me = z.object({
  agent: Agent,
  signature: z.string(),
  language: z.string().nullable(),
  /** Until he has changed his one-time password, everything else is refused with `password_change_needed`. */
  mustChangePassword: z.boolean(),
  /** What his role may do, e.g. `settings.write`: so that a page offers nothing that would be refused. */
  rights: z.array(z.string()),
  /** Minutes within which a first reply is promised. */
  firstReplyTargetMinutes: z.number(),
  /** An archived one is offered no more; its tickets still have a name for it. */
  topics: z.array(z.object({ key: z.string(), name: z.string(), archived: z.boolean() })),
  production: z.boolean(),
  /** The first-run pages wait for this admin. */
  setupWaits: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** `pending` is to be read, `ignored` was read and is nobody's message, `quarantined` waits for somebody to retry it. */
export const INTAKE_STATES = ['pending', 'done', 'ignored', 'quarantined'] as const;
export const IntakeState = z.enum(INTAKE_STATES);
export type IntakeState = z.infer<typeof IntakeState>;

/** One thing that came in, from the moment it was acknowledged. `size` in bytes, of its raw form. */
export const IntakeRow = z.object({
  id: Id,
  channel: Channel,
  channelAccount: z.string(),
  /** Whom its door was told it is from, unproven: a mail's envelope sender, a caller's number; null: nobody. */
  from: z.string().nullable(),
  externalKey: z.string(),
  state: IntakeState,
  /** Why it was ignored or quarantined: a code such as `parse_failed`. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  size: z.number().int(),
  sha256: z.string(),
  attempts: z.number().int(),
  receivedAt: Instant,
  doneAt: Instant.nullable(),
  ticketId: Id.nullable(),
  messageId: Id.nullable(),
  /** Where the raw form can be read. */
  rawUrl: z.string(),
});
export type IntakeRow = z.infer<typeof IntakeRow>;
export const IntakeQuery = ListQuery.extend({ state: IntakeState.optional() });

/** How many rows are in quarantine for one reason. */
export const QuarantinedCode = z.object({ code: z.string(), count: z.number().int() });
export type QuarantinedCode = z.infer<typeof QuarantinedCode>;
/** Of everything in quarantine with this code. */
export const RetryAll = z.strictObject({ code: z.string().min(1).max(100) });

/** A message of ours, however far it has come: see `DeliveryState`. */
export const OutboxItem = z.object({
  id: Id,
  ticketId: Id,
  channel: Channel,
  to: z.string(),
  subject: z.string().nullable(),
  /** Mail headers that make it thread in a mail client. */
  headers: z.record(z.string(), z.string()).optional(),
  text: z.string(),
  /** Whether it goes out with formatting, too: the text has its lists with `* ` then. */
  formatted: z.boolean(),
  state: DeliveryState,
  reason: z.string().nullable(),
  attempts: z.number().int(),
  /** When it goes out, or is tried again; null when there is nothing left to do. */
  nextAt: Instant.nullable(),
  createdAt: Instant,
});
export type OutboxItem = z.infer<typeof OutboxItem>;
export const OutboxQuery = ListQuery.extend({ state: DeliveryState.optional(), ticketId: Id.optional() });

/** Who waits and what is stuck, counted at `at`. */
export const QueueHealth = z.object({
  at: Instant,
  /** Tickets in which the customer waits for us. */
  waiting: z.number().int(),
  oldestWaitSince: Instant.nullable(),
  channels: z.array(z.object({ channel: Channel, waiting: z.number().int(), oldestWaitSince: Instant.nullable() })),
  statuses: z.object({ open: z.number().int(), pending: z.number().int(), hold: z.number().int() }),
  unassigned: z.number().int(),
  intake: z.object({ pending: z.number().int(), oldestPendingSince: Instant.nullable(), quarantined: z.number().int() }),
  outbox: z.object({ queued: z.number().int(), kept: z.number().int(), failed: z.number().int(), uncertain: z.number().int() }),
  /** Background work: jobs waiting in the queue; null while Redis cannot be asked. */
  jobs: z.object({ waiting: z.number().int(), active: z.number().int() }).nullable(),
  /** The mailboxes that are fetched from. */
  mailAccounts: z.array(
    z.object({ id: Id, name: z.string(), state: z.enum(MAIL_ACCOUNT_STATES), problem: MailProblem.nullable(), waiting: z.number().int() }),
  ),
  /** Who is active, and who is deactivated while live tickets are assigned to him still. `open`: his live tickets. */
  agents: z.array(z.object({ id: Id, name: z.string(), active: z.boolean(), online: z.boolean(), open: z.number().int() })),
  /** First replies: the promise, how many are late now, and how many will be within 15 minutes. */
  firstReply: z.object({ targetMinutes: z.number(), breached: z.number().int(), dueSoon: z.number().int() }),
  /** The ten that have waited longest. */
  longest: z.array(
    z.object({
      ticketId: Id,
      number: z.number().int(),
      subject: z.string(),
      customerName: z.string(),
      waitingSince: Instant,
      channel: Channel,
    }),
  ),
});
export type QueueHealth = z.infer<typeof QueueHealth>;

const ruleShape = {
  name: nameOf(120),
  enabled: z.boolean(),
  when: z.strictObject({
    topic: z.string().max(60).nullable().describe('null: any topic'),
    channels: z.array(Channel).max(6).optional(),
    tags: z.array(z.string().max(60)).max(20).optional(),
    on: z.literal('resolve'),
  }),
  expect: z.strictObject({
    topic: z.string().max(60),
    withinDays: z.number().int().min(1).max(365),
    probability: z.number().min(0).max(1).nullable(),
  }),
  /** What the agent is told before he resolves. */
  prompt: z.string().trim().min(1).max(1000),
  /** Words for the customer that heads the next issue off, offered to the agent for his reply. */
  reply: z.string().trim().max(2000).nullable(),
  /** Sent `afterHours` after resolving, unless the customer writes first; null: the rule only prompts. */
  checkIn: z.strictObject({ afterHours: z.number().min(0).max(8760), text: z.string().trim().min(1).max(2000) }).nullable(),
};
/** Which issue follows which, and what is done about it. Counts for what is resolved from now on. */
export const NewFollowupRule = z.strictObject({
  ...ruleShape,
  enabled: ruleShape.enabled.default(true),
  reply: ruleShape.reply.default(null),
});
export type NewFollowupRule = z.infer<typeof NewFollowupRule>;
/** What is left out stays as it is: no field of the shape may have a default. With `version`, the one that was read, it is a 409 when somebody has changed it meanwhile. */
export const FollowupRulePatch = z.strictObject({ ...ruleShape, version: Version }).partial();
export type FollowupRulePatch = z.infer<typeof FollowupRulePatch>;
/** Whoever solves a ticket to which `when` applies is prompted, and the customer may get a check-in. */
export const FollowupRule = z.object({ id: Id, ...ruleShape, createdAt: Instant, version: Version });
export type FollowupRule = z.infer<typeof FollowupRule>;

/** `failed`: it could not be said; `reason` tells why. */
export const FOLLOWUP_STATES = ['planned', 'sent', 'cancelled', 'failed'] as const;
/** One check-in, planned for one ticket when that was solved. `text` is as the customer gets it. */
export const Followup = z.object({
  id: Id,
  ruleId: Id,
  ruleName: z.string(),
  ticketId: Id,
  ticketNumber: z.number().int(),
  customerId: Id,
  customerName: z.string(),
  state: z.enum(FOLLOWUP_STATES),
  dueAt: Instant,
  /** Where the customer lives, as far as anybody knows: by that clock it is due between nine and seven. */
  timeZone: z.string().nullable(),
  text: z.string(),
  /** Why it is in this state, e.g. `customer_wrote`, `ticket_reopened`, `agent`, `sent`. */
  reason: z.string().nullable(),
  messageId: Id.nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
});
export type Followup = z.infer<typeof Followup>;
/** Newest planned first. */
export const FollowupsQuery = ListQuery.extend({ state: z.enum(FOLLOWUP_STATES).optional(), ticketId: Id.optional() });
