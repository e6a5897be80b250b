/** What a desk sets up for its own work: views, macros, fields, tags, teams, hours; and changes of many tickets at once. */
import { z } from 'zod';
import { Id, Instant, ListQuery, PartsLeft, Priority, TicketSort, TicketStatus, TimeZone, Version } from './common.js';
import { TicketFilter } from './filters.js';
import { FIELD_TYPES, MAX_BULK } from './lists.js';
import { Tag, nameOf, plainLine } from './names.js';

const Name = nameOf(120);
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 09:30');

/** Whose it is: the maker's alone, a team's, or everybody's. */
export const SCOPES = ['own', 'team', 'shared'] as const;
const scoped = { scope: z.enum(SCOPES).default('own'), teamId: Id.nullable().default(null) };

const viewShape = {
  name: Name,
  filter: TicketFilter,
  sort: TicketSort.default('waiting'),
  position: z.number().int().min(0).max(1000).default(0),
};
export const NewView = z.strictObject({ ...viewShape, ...scoped });
export type NewView = z.infer<typeof NewView>;
/** With `version`, the one that was read, it is a 409 when somebody has changed it meanwhile; so with macros. */
export const ViewPatch = z.strictObject({
  name: Name.optional(),
  filter: TicketFilter.optional(),
  sort: TicketSort.optional(),
  position: z.number().int().min(0).max(1000).optional(),
  scope: z.enum(SCOPES).optional(),
  teamId: Id.nullable().optional(),
  version: Version.optional(),
});
export type ViewPatch = z.infer<typeof ViewPatch>;
/** `mine`: the asking agent made it. */
export const View = z.object({ id: Id, ...viewShape, ...scoped, ownerId: Id, mine: z.boolean(), createdAt: Instant, version: Version });
export type View = z.infer<typeof View>;

/** `more`: there are at least so many. */
export const ViewCounts = z.object({ items: z.array(z.object({ viewId: Id, count: z.number().int(), more: z.boolean() })) });
export type ViewCounts = z.infer<typeof ViewCounts>;

/** Text, a number, one of the choices, a day as `2026-11-22`, or true and false; null: nothing is said. */
export const FieldValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;
/** By the field's key. */
export const FieldValues = z.record(z.string().max(40), FieldValue);
export type FieldValues = z.infer<typeof FieldValues>;

const fieldShape = {
  name: Name,
  about: z.string().trim().max(300).default(''),
  choices: z.array(Name).max(200).default([]),
  position: z.number().int().min(0).max(1000).default(0),
};
/** `key` and `type` never change. */
export const NewField = z.strictObject({
  ...fieldShape,
  on: z.enum(['ticket', 'customer']),
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _ only'),
  type: z.enum(FIELD_TYPES),
});
export type NewField = z.infer<typeof NewField>;
/** Key and type stay: stored values depend on them. */
export const FieldPatch = z.strictObject({
  name: Name.optional(),
  about: z.string().trim().max(300).optional(),
  choices: z.array(Name).max(200).optional(),
  position: z.number().int().min(0).max(1000).optional(),
  archived: z.boolean().optional(),
});
export type FieldPatch = z.infer<typeof FieldPatch>;
/** An archived field keeps its values and is offered no more. */
export const Field = NewField.extend({ id: Id, archived: z.boolean(), createdAt: Instant });
export type Field = z.infer<typeof Field>;

/** A tag that has been used or prepared. `name` is what stands on tickets and customers. */
export const TagItem = z.object({ id: Id, name: Tag, color: z.string().nullable(), archived: z.boolean() });
export type TagItem = z.infer<typeof TagItem>;
const Color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a color such as #2d7ff9');
export const NewTag = z.strictObject({ name: Tag, color: Color.nullable().default(null) });
export type NewTag = z.infer<typeof NewTag>;
/** The name stays: tickets and customers hold it. */
export const TagPatch = z.strictObject({ color: Color.nullable(), archived: z.boolean() }).partial();
export type TagPatch = z.infer<typeof TagPatch>;

/** What a macro or a bulk change does to a ticket. `me` is whoever applies it. */
export const TicketActions = z.strictObject({
  status: TicketStatus.optional(),
  priority: Priority.optional(),
  assigneeId: z
    .union([z.literal('me'), Id])
    .nullable()
    .optional(),
  teamId: Id.nullable().optional(),
  topic: z.string().trim().max(60).nullable().optional(),
  addTags: z.array(Tag).max(20).optional(),
  /** As they stand there, whatever is in them. */
  removeTags: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
});
export type TicketActions = z.infer<typeof TicketActions>;

const macroShape = {
  name: Name,
  /** With variables such as `{{customer.firstName|there}}`: what stands after the bar is said when nothing is known. */
  text: z.string().max(20_000).default(''),
  html: z.string().max(100_000).nullable().default(null),
  /** A reply, or a note among ourselves. */
  kind: z.enum(['reply', 'note']).default('reply'),
  language: z.string().max(35).nullable().default(null),
  actions: TicketActions.default({}),
};
export const NewMacro = z.strictObject({ ...macroShape, ...scoped });
export type NewMacro = z.infer<typeof NewMacro>;
export const MacroPatch = z.strictObject({
  name: Name.optional(),
  text: z.string().max(20_000).optional(),
  html: z.string().max(100_000).nullable().optional(),
  kind: z.enum(['reply', 'note']).optional(),
  language: z.string().max(35).nullable().optional(),
  actions: TicketActions.optional(),
  scope: z.enum(SCOPES).optional(),
  teamId: Id.nullable().optional(),
  version: Version.optional(),
});
export type MacroPatch = z.infer<typeof MacroPatch>;
/** `mine`: the asking agent made it. `kind` is what its words are written as. */
export const Macro = z.object({ id: Id, ...macroShape, ...scoped, ownerId: Id, mine: z.boolean(), createdAt: Instant, version: Version });
export type Macro = z.infer<typeof Macro>;
export const RenderBody = z.strictObject({ ticketId: Id });
/** A macro for one ticket. `missing`: variables about which nothing is known and that have no word to stand in. */
export const RenderedMacro = z.object({
  text: z.string(),
  html: z.string().nullable(),
  kind: z.enum(['reply', 'note']),
  actions: TicketActions,
  missing: z.array(z.string()),
});
export type RenderedMacro = z.infer<typeof RenderedMacro>;

/** `snooze` puts aside until then, or until the customer writes (null), and goes alone: it is no change of what a ticket is. */
export const BulkChange = TicketActions.extend({ snooze: z.strictObject({ until: Instant.nullable() }).optional() }).refine(
  ({ snooze, ...others }) => snooze === undefined || Object.values(others).every((value) => value === undefined),
  { message: 'goes alone', path: ['snooze'] },
);
export type BulkChange = z.infer<typeof BulkChange>;
export const BulkBody = z.strictObject({
  ticketIds: z.array(Id).min(1).max(MAX_BULK),
  change: BulkChange,
  /**
   * The `seq` of tickets as the asking agent had them before him, by their ids. With it a `status` that ends such a ticket, or
   * to put it aside, is refused for it, with `cameSince`, when its customer wrote after that: 0, when he wrote at all. Of a ticket that is
   * left out nothing is asked.
   */
  knew: z.record(Id, z.number().int().min(0)).optional(),
});
export type BulkBody = z.infer<typeof BulkBody>;
/** One line for each ticket: `code` and `message` say why it was left as it is; `cameSince`: the customer wrote what the agent did not know. */
export const BulkResult = z.object({
  batchId: Id,
  changed: z.number().int(),
  results: z.array(
    z.object({
      ticketId: Id,
      outcome: z.enum(['changed', 'unchanged', 'refused']),
      code: z.string().nullable(),
      message: z.string().nullable(),
      cameSince: z.boolean(),
      left: PartsLeft.optional(),
    }),
  ),
});
export type BulkResult = z.infer<typeof BulkResult>;
/** Of somebody who is deactivated. `batchId` undoes it, null: there was nothing to do; `remaining`: live tickets that are his still. */
export const FreedTickets = z.object({ batchId: Id.nullable(), changed: z.number().int(), remaining: z.number().int() });
export type FreedTickets = z.infer<typeof FreedTickets>;

const teamShape = { name: Name, memberIds: z.array(Id).max(500).default([]) };
export const NewTeam = z.strictObject(teamShape);
export type NewTeam = z.infer<typeof NewTeam>;
/** `expected`: who was in it when it was read; 409 when somebody has changed that meanwhile. */
export const TeamPatch = z.strictObject({
  name: Name.optional(),
  memberIds: z.array(Id).max(500).optional(),
  expected: z.strictObject({ memberIds: z.array(Id).max(500) }).optional(),
});
export type TeamPatch = z.infer<typeof TeamPatch>;
/** Who is responsible together. An agent may be in several. */
export const Team = z.object({ id: Id, ...teamShape, createdAt: Instant });
export type Team = z.infer<typeof Team>;

/** An agent was named in a note. */
export const Mention = z.object({
  id: Id,
  ticketId: Id,
  ticketNumber: z.number().int(),
  subject: z.string(),
  messageId: Id,
  by: z.string(),
  preview: z.string(),
  at: Instant,
  readAt: Instant.nullable(),
});
export type Mention = z.infer<typeof Mention>;
export const MentionsQuery = ListQuery.extend({ unread: z.enum(['true', 'false']).optional() });
/** Those of these tickets or with these ids; neither: all. */
export const ReadMentions = z.strictObject({ ids: z.array(Id).max(500).optional(), ticketId: Id.optional() });
export type ReadMentions = z.infer<typeof ReadMentions>;
export const MentionCount = z.object({ unread: z.number().int() });

/** When the desk is open. Days count from Sunday = 0; a day without a line is closed; times are local to `timeZone`. */
export const BusinessHours = z.strictObject({
  timeZone: TimeZone,
  week: z
    .array(
      z
        .strictObject({ day: z.number().int().min(0).max(6), from: LocalTime, to: LocalTime })
        .refine(({ from, to }) => from < to, 'must end after it begins'),
    )
    .max(50),
  /** Closed all day. */
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: plainLine().max(120), yearly: z.boolean().default(false) })).max(500),
});
export type BusinessHours = z.infer<typeof BusinessHours>;
/** With `version`, the one that was read, it is a 409 when somebody has set them meanwhile. */
export const HoursChange = BusinessHours.extend({ version: Version.optional() });
export type HoursChange = z.infer<typeof HoursChange>;
export const HoursState = BusinessHours.extend({
  version: Version,
  openNow: z.boolean(),
  opensAt: Instant.nullable().describe('when it opens next; null while it is open, or when it never does'),
});
export type HoursState = z.infer<typeof HoursState>;

export const SnoozeBody = z.strictObject({
  until: Instant.nullable().describe('null: until the customer writes; he always wakes it'),
  expected: Instant.nullable()
    .optional()
    .describe(
      'the `at` of the `snooze` that the ticket has as far as one knows, null: none; 409, with `now`, when somebody has put it aside otherwise or taken it up meanwhile',
    ),
});
export const WakeQuery = z.object({
  expected: Instant.optional().describe(
    'the `at` of the `snooze` that is to end; 409, with `now`, when the ticket has been put aside anew since. One that is awake stays so',
  ),
});
export const ReadBody = z.strictObject({ read: z.boolean() });
/** Of one agent; `readAt` null: unread again. */
export const ReadState = z.object({ ticketId: Id, readAt: Instant.nullable() });
export type ReadState = z.infer<typeof ReadState>;
