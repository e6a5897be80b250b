/** Trying the desk as an invented customer: what is sent here goes the same way as the real thing, from its door on. */
import { z } from 'zod';

const Words = z.string().trim().min(1).max(10_000);
const Phone = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +12025550123');
const Name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');

/** Whoever has one of these already is the one. */
export const SandboxCustomer = z.strictObject({ name: Name, email: z.email().max(320), phone: Phone });
export type SandboxCustomer = z.infer<typeof SandboxCustomer>;

export const SandboxMail = z.strictObject({
  name: Name,
  email: z.email().max(320),
  subject: z
    .string()
    .trim()
    .max(300)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line'),
  text: Words,
  /** The Message-ID of the mail that it answers. */
  inReplyTo: z
    .string()
    .max(500)
    .regex(/^<[^<>\s]+>$/, 'must be a Message-ID')
    .optional(),
});
export type SandboxMail = z.infer<typeof SandboxMail>;
export const SandboxText = z.strictObject({ from: Phone, text: Words.max(1600) });
export type SandboxText = z.infer<typeof SandboxText>;
/** A caller who is asked to speak after the tone, and whose words arrive as a transcript. */
export const SandboxCall = z.strictObject({ from: Phone, words: Words });
export type SandboxCall = z.infer<typeof SandboxCall>;
/** The row that came of it; its ticket follows when the row has been read. */
export const SandboxSent = z.object({ intakeId: z.string() });
export type SandboxSent = z.infer<typeof SandboxSent>;

/** `done` of `total` messages. */
export const SampleState = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  done: z.number().int(),
  total: z.number().int(),
});
export type SampleState = z.infer<typeof SampleState>;
