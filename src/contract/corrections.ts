/** What people put right in the placing of messages. */
import { z } from 'zod';
import { Id, Instant } from './common.js';

/** A person put right where a message had been placed by itself, or took that back. Append-only. */
export const Correction = z.object({
  id: Id,
  messageId: Id,
  /** The rule that had decided, on what, how sure. */
  rule: z.string(),
  evidence: z.array(z.object({ kind: z.string(), value: z.string() })),
  confidence: z.number(),
  /** The ticket it had been put into, or had opened. */
  chosen: Id,
  /** Where it is now. */
  correctedTo: Id,
  how: z.enum(['undo', 'split', 'move', 'merge', 'not_this_person']),
  /** The correction of the same message before was taken back by this one. */
  withdrawn: z.boolean(),
  by: z.string().nullable(),
  at: Instant,
});
export type Correction = z.infer<typeof Correction>;

/** By rule, most often put right first; rules that placed nothing are left out. */
export const CorrectionsSummary = z.object({
  since: Instant,
  decisions: z.number().int(),
  corrected: z.number().int(),
  rules: z.array(
    z.object({ rule: z.string(), decisions: z.number().int(), corrected: z.number().int(), share: z.number().describe('0..1') }),
  ),
});
export type CorrectionsSummary = z.infer<typeof CorrectionsSummary>;
