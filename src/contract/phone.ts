/** The phone account (Twilio) that texts, WhatsApp and calls come through. Its token goes in and never comes out. */
import { z } from 'zod';
import { Instant, Version } from './common.js';

const AccountSid = z
  .string()
  .trim()
  .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hex digits');
const AuthToken = z
  .string()
  .trim()
  .min(8)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'must be one word');
const PhoneNumber = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +12025550123');

/** Without `authToken` the kept one stays, as long as the account is the same. With `version`, the one that was read, it is a 409 when somebody has changed the account meanwhile. */
export const PhoneLogin = z.strictObject({
  accountSid: AccountSid,
  authToken: AuthToken.optional(),
  number: PhoneNumber,
  version: Version.optional(),
});
export type PhoneLogin = z.infer<typeof PhoneLogin>;

/** What the account calls us for: `/hooks/twilio/` and one of these. */
export const HOOKS = ['sms', 'voice', 'status'] as const;
export type Hook = (typeof HOOKS)[number];

/** The phone account, without its token. */
export const PhoneState = z.object({
  /** `environment`: set by TWILIO_ACCOUNT_SID and its like, and changed there only; null: there is none. */
  origin: z.enum(['settings', 'environment']).nullable(),
  accountSid: z.string().nullable(),
  version: Version,
  number: z.string().nullable(),
  /** The addresses that the account has to be told. */
  hooks: z.object({ sms: z.string(), voice: z.string(), status: z.string() }),
  /** Whether a provider in the internet can reach them at all. */
  reachable: z.boolean(),
  /** The last request that the account had signed, and the last that was refused since. */
  seen: z.object({ at: Instant, hook: z.enum(HOOKS) }).nullable(),
  refused: z.object({ at: Instant, hook: z.enum(HOOKS) }).nullable(),
});
export type PhoneState = z.infer<typeof PhoneState>;

/** `no_number`: the number is not one of this account's; `no_sms`: it can send no texts. */
export const PHONE_PROBLEMS = [
  'wrong_credentials',
  'suspended',
  'no_number',
  'no_sms',
  'unreachable',
  'server_error',
  'secret_unreadable',
] as const;
export const PhoneProblem = z.enum(PHONE_PROBLEMS);
export type PhoneProblem = z.infer<typeof PhoneProblem>;

/** What the account itself says. `points`: which of our addresses the number has been told already. */
export const PhoneTest = z.object({
  ok: z.boolean(),
  problem: z.object({ code: PhoneProblem, message: z.string() }).nullable(),
  accountName: z.string().nullable(),
  points: z.object({ sms: z.boolean(), voice: z.boolean() }).nullable(),
});
export type PhoneTest = z.infer<typeof PhoneTest>;
