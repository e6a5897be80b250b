/** Mailboxes of ours on IMAP servers, from which customers' mail is fetched. */
import { z } from 'zod';
import { Id, Instant } from './common.js';
import { nameOf } from './names.js';

/** `tls` from the first byte; `starttls` or nothing; `none` in the clear, for a server in the house. */
export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
/** What is done with a mail on its server once we have it; `leave` changes nothing there. */
export const AFTER_FETCH = ['mark_seen', 'move', 'leave'] as const;

/** Why a mailbox cannot be fetched from. */
export const MAIL_PROBLEMS = [
  'unknown_host',
  'refused',
  'unreachable',
  'timeout',
  'not_imap',
  'no_starttls',
  'tls_failed',
  'bad_certificate',
  'wrong_credentials',
  'oauth_refused',
  'no_folder',
  'no_move_folder',
  'connection_lost',
  'server_error',
  'secret_unreadable',
  'cannot_store',
] as const;
export const MailProblemCode = z.enum(MAIL_PROBLEMS);
export type MailProblemCode = z.infer<typeof MailProblemCode>;

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?|[0-9a-f:]{2,45})$/, 'must be the name or address of a server');
const ONE_LINE = /^[^\p{Cc}]*$/u;
const oneLine = (max: number) => z.string().trim().min(1).max(max).regex(ONE_LINE, 'must be one line');
const secret = z.string().min(1).max(10_000);

const settings = {
  name: nameOf(120).regex(ONE_LINE, 'must be one line'),
  /** The mailbox's address: what is fetched came to it. Null: each mail says itself where it was delivered. */
  address: z.email().max(320).toLowerCase().nullable(),
  host,
  port: z.number().int().min(1).max(65_535),
  security: z.enum(MAIL_SECURITIES),
  user: oneLine(320),
  folder: oneLine(200),
  /** What is done with a mail in its folder once it is stored here, and not before. */
  afterFetch: z.enum(AFTER_FETCH),
  /** For `move`; it is made when it is not there. */
  moveTo: oneLine(200).nullable(),
  /** `beginning` also fetches what is in the folder already. */
  startAt: z.enum(['beginning', 'now']),
  enabled: z.boolean(),
};

/** A password, or an OAuth 2 grant for XOAUTH2: a refresh token with its client, or a bare access token. */
export const MailCredentials = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), password: secret }),
  z.strictObject({ kind: z.literal('access_token'), accessToken: secret }),
  z.strictObject({
    kind: z.literal('refresh_token'),
    tokenUrl: z.url({ protocol: /^https?$/ }).max(1000),
    clientId: oneLine(500),
    clientSecret: z.string().max(10_000),
    refreshToken: secret,
  }),
]);
export type MailCredentials = z.infer<typeof MailCredentials>;

export const NewMailAccount = z.strictObject({
  ...settings,
  address: settings.address.default(null),
  port: settings.port.default(993),
  security: settings.security.default('tls'),
  folder: settings.folder.default('INBOX'),
  afterFetch: settings.afterFetch.default('mark_seen'),
  moveTo: settings.moveTo.default(null),
  startAt: settings.startAt.default('beginning'),
  enabled: settings.enabled.default(true),
  credentials: MailCredentials,
});
export type NewMailAccount = z.infer<typeof NewMailAccount>;

/** Without `credentials` the kept ones stay. */
export const MailAccountPatch = z.strictObject({ ...settings, credentials: MailCredentials }).partial();
export type MailAccountPatch = z.infer<typeof MailAccountPatch>;

/** A new account, or changes of a kept one to be tried before they are saved. */
export const MailAccountTest = z.union([NewMailAccount, z.strictObject({ id: Id, changes: MailAccountPatch.default({}) })]);
export type MailAccountTest = z.infer<typeof MailAccountTest>;

/** `message` is in English and may hold the server's own words; the console says `code` in three languages. */
export const MailProblem = z.object({ code: MailProblemCode, message: z.string() });
export type MailProblem = z.infer<typeof MailProblem>;

/** `mails` is null where the folder could not be opened. */
export const MailAccountTestResult = z.object({
  ok: z.boolean(),
  problem: MailProblem.nullable(),
  /** The server's folders, when it let us in. */
  folders: z.array(z.string()),
  /** How many mails are in the folder. */
  mails: z.number().int().nullable(),
});
export type MailAccountTestResult = z.infer<typeof MailAccountTestResult>;

/** `off`: not enabled; `waiting`: no worker has it yet; `connected`: watched; `failing`: see `problem`. */
export const MAIL_ACCOUNT_STATES = ['off', 'waiting', 'connected', 'failing'] as const;
/** A mailbox that is fetched from, without what opens it. */
export const MailAccount = z.object({
  id: Id,
  ...settings,
  credentials: z.enum(['password', 'access_token', 'refresh_token']),
  /** `environment`: set by IMAP_URL, and changed there only. */
  origin: z.enum(['settings', 'environment']),
  state: z.enum(MAIL_ACCOUNT_STATES),
  problem: MailProblem.extend({ since: Instant }).nullable(),
  /** When the folder was last looked into without trouble. */
  checkedAt: Instant.nullable(),
  /** Mails fetched so far, and how many wait in the folder. */
  fetched: z.number().int(),
  waiting: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type MailAccount = z.infer<typeof MailAccount>;
