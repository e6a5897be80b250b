import type { ThreadHint } from '../../ports/channel.js';
import type { MailIds, OwnToken } from './ids.js';
import { findReplyTokens, parseLoopMark, parseOwnMessageId } from './ids.js';
import type { ParsedMail } from './parse.js';

/** The addresses an outgoing message of ours went to; null when there is no such message. */
export type RecipientsOf = (messageId: string) => Promise<string[] | null>;

const MAX_HINTS = 50;
/** Look-ups for ids that only look like ours: hostile mail may hold many. */
const MAX_CHECKS = 20;

/** Checks our own marks against the store, each message looked up once. */
export interface OwnMarks {
  isReplyToken(token: OwnToken): Promise<boolean>;
  isMessageId(id: string): Promise<boolean>;
  isLoopMark(value: string): Promise<boolean>;
}

export function createOwnMarks(ids: MailIds, recipientsOf: RecipientsOf): OwnMarks {
  const known = new Map<string, Promise<string[] | null>>();
  const recipients = async (messageId: string): Promise<string[]> => {
    let found = known.get(messageId);
    if (!found) {
      if (known.size >= MAX_CHECKS) return [];
      found = recipientsOf(messageId);
      known.set(messageId, found);
    }
    return (await found) ?? [];
  };
  return {
    isReplyToken: async (token) => ids.verifyReplyToken(token, await recipients(token.messageId)),
    async isMessageId(id) {
      const parsed = parseOwnMessageId(id);
      return parsed !== null && ids.verifyOwnMessageId(parsed, await recipients(parsed.messageId));
    },
    async isLoopMark(value) {
      const parsed = parseLoopMark(value);
      return parsed !== null && ids.verifyLoopMark(parsed, await recipients(parsed.messageId));
    },
  };
}

/** One of our own mails that came back to us. */
export async function isLoop(mail: ParsedMail, marks: OwnMarks): Promise<boolean> {
  if (mail.messageId !== null && (await marks.isMessageId(mail.messageId))) return true;
  const mark = mail.headers.find((line) => line.name === 'x-sayonce-loop')?.value;
  return mark !== undefined && marks.isLoopMark(mark);
}

/**
 * What the mail says it answers, strongest first: our reply token, our own Message-IDs, then other ids, each newest
 * first. An id that looks like ours and is not signed by us is a reference like any other.
 * @param everywhere also look in the whole bytes (a bounce carries the original in a part).
 */
export async function findHints(mail: ParsedMail, rcptTo: readonly string[], marks: OwnMarks, everywhere: boolean): Promise<ThreadHint[]> {
  const tokens: ThreadHint[] = [];
  for (const token of [...findReplyTokens(rcptTo.join(',')), ...mail.replyTokens]) {
    if (tokens.some((hint) => hint.messageId === token.messageId)) continue;
    if (await marks.isReplyToken(token)) tokens.push({ kind: 'reply_token', value: `so-${token.messageId}`, messageId: token.messageId });
  }

  const own: ThreadHint[] = [];
  const references: ThreadHint[] = [];
  const answered = [...mail.inReplyTo.toReversed(), ...mail.references.toReversed()];
  const candidates = [...new Set([...answered, ...(everywhere ? mail.ownIds : [])])].filter((id) => id !== mail.messageId);
  for (const id of candidates.slice(0, MAX_HINTS)) {
    const messageId = parseOwnMessageId(id)?.messageId;
    if (messageId !== undefined && (await marks.isMessageId(id))) own.push({ kind: 'own_message_id', value: id, messageId });
    else references.push({ kind: 'reference', value: id });
  }
  return [...tokens, ...own, ...references].slice(0, MAX_HINTS);
}
