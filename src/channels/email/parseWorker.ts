/** Entry of the parser thread: see `parserPool.ts`. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { parseInline, type ParsedMail } from './parse.js';

/** A mail that cannot be read is an answer; a task that fails is a thread that crashed. */
export type WorkerAnswer = { mail: ParsedMail } | { unreadable: string };

export default async function parse(bytes: Uint8Array): Promise<WorkerAnswer> {
  try {
    return handOver(await parseInline(bytes));
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : 'unknown' };
  }
}

/** Gives the attachments' memory away instead of copying it. */
function handOver(mail: ParsedMail): WorkerAnswer {
  if (mail.attachments.length === 0) return { mail };
  // Small buffers share Node's pool, which must not be transferred: each gets memory of its own.
  const attachments = mail.attachments.map((part) => ({ ...part, bytes: new Uint8Array(part.bytes) }));
  const answer: WorkerAnswer = { mail: { ...mail, attachments } };
  return move({
    [transferableSymbol]: attachments.map((part) => part.bytes.buffer),
    [valueSymbol]: answer,
  }) as unknown as WorkerAnswer;
}
