/** How far the set-up of a desk is, as its first-run pages show it. */
import { z } from 'zod';
import { Id, Instant } from './common.js';

/** How far the set-up has come, from what has been seen to work. */
export const SetupState = z.object({
  /** Whether an admin has gone through it, or passed it over. */
  finished: z.boolean(),
  /** Where the password of who asks comes from: printed at the first start, set by ADMIN_PASSWORD, or neither. */
  password: z.enum(['printed', 'environment', 'own']),
  /** The door for mail: where a mail server delivers. `address` is the one to try. */
  smtp: z.object({ open: z.boolean(), host: z.string(), port: z.number().int(), address: z.string() }),
  /** What sends our mail; null: nothing does, and mail is kept in the outbox. */
  relay: z.object({ origin: z.enum(['settings', 'environment']), from: z.string() }).nullable(),
  /** Pages that asked for the chat, newest first; `listed`: they may show it. */
  pages: z.array(z.object({ origin: z.string(), at: Instant, listed: z.boolean() })),
});
export type SetupState = z.infer<typeof SetupState>;
export const SetupPatch = z.strictObject({ finished: z.boolean() });
export type SetupPatch = z.infer<typeof SetupPatch>;

/** A mail to oneself, from one of our addresses or (null) by the relay of the environment. */
export const TestMail = z.strictObject({ mailboxId: Id.nullable(), to: z.email().max(320) });
export type TestMail = z.infer<typeof TestMail>;
