import type { ThreadHint } from '../../ports/channel.js';
import type { MailIds, OwnToken } from './ids.js';
import { findEnvelopeTokens, findReplyTokens, parseLoopMark, parseOwnMessageId } from './ids.js';
import type { ParsedMail } from './parse.js';

/** An outgoing message of ours, as far as its tokens are checked against it. */
export interface SentMail {
  /** Everybody who got it; its tokens are bound to the first. */
  recipients: readonly string[];
  /** The envelope sender that it left with; null as long as it has not left. */
  returnPath: string | null;
  /** Its reply token was seen in other hands than the recipients'. */
  exposed?: boolean;
  /** Whose name it bears, its words, and what stands below them. */
  from: string;
  text: string;
  trailer: string;
}
/** Null when there is no such message. */
export type FindSent = (messageId: string) => Promise<SentMail | null>;

const MAX_HINTS = 50;
/** Look-ups for ids that only look like ours: hostile mail may hold many. */
const MAX_CHECKS = 20;

/** Checks our own marks against the store, each message looked up once. */
export interface OwnMarks {
  isEnvelopeToken(token: OwnToken): Promise<boolean>;
  isReplyToken(token: OwnToken): Promise<boolean>;
  isMessageId(id: string): Promise<boolean>;
  isLoopMark(value: string): Promise<boolean>;
  sent(messageId: string): Promise<SentMail | null>;
  /** Whether a message has left with a signed envelope sender, so that whatever returns it knows that one. */
  leftSigned(messageId: string): Promise<boolean>;
}

/** For one mail: it remembers what it has looked up, and after 20 messages takes any other for not ours. */
export function createOwnMarks(ids: MailIds, findSent: FindSent): OwnMarks {
  const known = new Map<string, Promise<SentMail | null>>();
  const sent = async (messageId: string): Promise<SentMail | null> => {
    let found = known.get(messageId);
    if (!found) {
      if (known.size >= MAX_CHECKS) return null;
      found = findSent(messageId);
      known.set(messageId, found);
    }
    return found;
  };
  /** Whom its tokens are bound to: whoever else got it holds the same ones. */
  const bearer = async (messageId: string): Promise<readonly string[]> => (await sent(messageId))?.recipients.slice(0, 1) ?? [];
  return {
    isEnvelopeToken: async (token) => ids.verifyEnvelopeToken(token, await bearer(token.messageId)),
    isReplyToken: async (token) => ids.verifyReplyToken(token, await bearer(token.messageId)),
    async isMessageId(id) {
      const parsed = parseOwnMessageId(id);
      return parsed !== null && ids.verifyOwnMessageId(parsed, await bearer(parsed.messageId));
    },
    async isLoopMark(value) {
      const parsed = parseLoopMark(value);
      return parsed !== null && ids.verifyLoopMark(parsed, await bearer(parsed.messageId));
    },
    sent,
    leftSigned: async (messageId) => findEnvelopeTokens((await sent(messageId))?.returnPath ?? '').length > 0,
  };
}

/**
 * Jira gives each note about an issue an id of its own that begins with the issue's: `JIRA.10001.1700000000000.42.17...@host`.
 * @returns the issue's id, to which the notes' References lead too; null for any other id.
 */
export function issueOf(messageId: string | null): string | null {
  const [, issue, host] = /^(JIRA\.\d{1,12}\.\d{1,16})(?:\.\d{1,16}){1,3}@(.{1,255})$/i.exec(messageId ?? '') ?? [];
  return issue && host ? `${issue}@${host}` : null;
}

/**
 * One of our own mails that came back to us: it bears a mark of ours and says what ours said. Mail programs that answer copy
 * headers, and whoever has a mail of ours can write its id on his own: their words are heard.
 */
export async function isLoop(mail: ParsedMail, marks: OwnMarks): Promise<boolean> {
  const mark = mail.headers.find((line) => line.name === 'x-sayonce-loop')?.value;
  const marked = [
    mail.messageId !== null && (await marks.isMessageId(mail.messageId)) ? parseOwnMessageId(mail.messageId) : null,
    mark !== undefined && (await marks.isLoopMark(mark)) ? parseLoopMark(mark) : null,
  ];
  for (const token of marked) {
    const sent = token && (await marks.sent(token.messageId));
    if (sent && isAsSent(mail, sent)) return true;
  }
  return false;
}

/** What a list or a gateway has put around a mail in our name is no person's; in any other name all of it has to be ours. */
function isAsSent({ from, text, attachments }: ParsedMail, sent: SentMail): boolean {
  const came = wordsOf(text);
  if (from?.address.toLowerCase() === sent.from.toLowerCase()) return came.includes(wordsOf(sent.text));
  return attachments.length === 0 && came === wordsOf(`${sent.text} ${sent.trailer}`);
}

/** Lines may have been broken anew on the way, and what is quoted marked once more. */
function wordsOf(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => word !== '' && !/^>+$/.test(word))
    .join(' ');
}

/**
 * What the mail says it answers, strongest first: our envelope sender, our reply token, our own Message-IDs, then other
 * ids, each newest first. An id that looks like ours and is not signed by us is a reference like any other.
 *
 * An `echo` is what nobody can make up who only got or saw our mail. Our ids stand in every answer and are quoted on, so
 * for a mail that left with a signed envelope sender that one alone is an echo; for others their id is, in what a mail
 * server returned.
 * @param everywhere also look in the whole bytes (a bounce carries the original in a part).
 * @param returned it is a bounce, and its envelope has no sender.
 */
export async function findHints(
  mail: ParsedMail,
  rcptTo: readonly string[],
  marks: OwnMarks,
  { everywhere, returned }: { everywhere: boolean; returned: boolean },
): Promise<ThreadHint[]> {
  const returns: ThreadHint[] = [];
  for (const token of [...findEnvelopeTokens(rcptTo.join(',')), ...mail.envelopeTokens]) {
    if (returns.some((hint) => hint.messageId === token.messageId)) continue;
    if (await marks.isEnvelopeToken(token))
      returns.push({ kind: 'envelope_token', value: `sb-${token.messageId}`, messageId: token.messageId, echo: true });
  }

  const echoOf = async (messageId: string): Promise<{ echo?: true }> =>
    returned && !(await marks.leftSigned(messageId)) ? { echo: true } : {};
  const tokens: ThreadHint[] = [];
  for (const token of [...findReplyTokens(rcptTo.join(',')), ...mail.replyTokens]) {
    if (tokens.some((hint) => hint.messageId === token.messageId)) continue;
    if (await marks.isReplyToken(token))
      tokens.push({ kind: 'reply_token', value: `so-${token.messageId}`, messageId: token.messageId, ...(await echoOf(token.messageId)) });
  }

  const own: ThreadHint[] = [];
  const references: ThreadHint[] = [];
  const answered = [...mail.inReplyTo.toReversed(), ...mail.references.toReversed()];
  const candidates = [...new Set([...answered, ...(everywhere ? mail.ownIds : [])])].filter((id) => id !== mail.messageId);
  for (const id of candidates.slice(0, MAX_HINTS)) {
    const messageId = parseOwnMessageId(id)?.messageId;
    if (messageId !== undefined && (await marks.isMessageId(id)))
      own.push({ kind: 'own_message_id', value: id, messageId, ...(await echoOf(messageId)) });
    else references.push({ kind: 'reference', value: id });
  }
  return [...returns, ...tokens, ...own, ...references].slice(0, MAX_HINTS);
}
