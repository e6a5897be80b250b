import { UNKNOWN_SENDER } from '../../customers/sharedAddress.js';
import { createHash } from 'node:crypto';
import { createMailIds } from '../../channels/email/ids.js';
import { mailIntake } from '../../channels/email/intake.js';
import type { ParsedMail } from '../../channels/email/parse.js';
import type { MailParser } from '../../channels/email/parserPool.js';
import { createEmailReader } from '../../channels/email/read.js';
import type { Blobs } from '../../ports/blobs.js';
import { UnreadableInbound, type InboundMessage } from '../../ports/channel.js';
import { partText } from '../../screening/fold/foldText.js';
import type { FoldKind, WroteBy } from '../../tickets/message.js';

interface Address {
  address: string | null;
  name: string | null;
}

/** One line of `--json`. Ids are without angle brackets, several of In-Reply-To with a blank between them. */
export interface Explained {
  file: string;
  from: Address;
  to: Address[];
  cc: Address[];
  subject: string | null;
  /** The mail's own, ISO 8601; null when it has none that makes sense. */
  date: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  text: string;
  /** What the sender wrote himself. With the next two it holds every character of the text. */
  visibleText: string;
  quotedText: string;
  signature: string;
  /** Sanitised. */
  html: string | null;
  attachments: { filename: string; contentType: string; size: number; sha256: string; inline: boolean }[];
  kind: 'person' | 'auto_reply' | 'bounce' | 'list' | 'feedback_report' | 'ticket_system';
  bounce: { recipient: string | null; status: string | null; diagnostic: string | null; originalMessageId: string | null } | null;
  /** Why it cannot be read; then all else is empty. `no_file`: there was nothing to read. `processing_failed`: a fault of ours. */
  quarantined: string | null;
  /** Milliseconds that reading it took. */
  ms: number;
}

/** How a mail was read; `inbound` is null when it is no message of anybody. */
export interface ReadMail {
  explained: Explained;
  /** Null when it is in quarantine. */
  mail: ParsedMail | null;
  inbound: InboundMessage | null;
}

/** Notices that a machine writes of its own accord are answered as little as automatic replies, and count as such here. */
const KINDS: Record<WroteBy, Explained['kind']> = {
  person: 'person',
  auto_reply: 'auto_reply',
  bounce: 'bounce',
  list: 'list',
  feedback_report: 'feedback_report',
  ticket_system: 'ticket_system',
  system: 'auto_reply',
};

/** Nothing is kept: the reader only wants to know the address of the bytes. */
const hashOnly: Blobs = {
  put: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
  putStream: () => Promise.reject(new Error('no blobs here')),
  get: () => Promise.reject(new Error('no blobs here')),
  open: () => Promise.reject(new Error('no blobs here')),
};
/** There is no desk, so no mail can be one of ours. */
const ids = createMailIds(Buffer.alloc(32), 'invalid');

/** Reads one mail as the desk does, without its envelope. */
export async function explainMail(file: string, raw: Buffer, parser: MailParser): Promise<ReadMail> {
  let mail: ParsedMail;
  try {
    mail = await parser.parse(raw);
  } catch (error) {
    if (!(error instanceof UnreadableInbound)) throw error;
    return { explained: nothing(file, error.code), mail: null, inbound: null };
  }
  const read = createEmailReader({
    parser: { parse: () => Promise.resolve(mail), close: () => Promise.resolve() },
    blobs: hashOnly,
    ids,
    findSent: () => Promise.resolve(null),
  });
  const result = await read({ ...mailIntake(raw, 'support@desk.example', { via: 'other' }), id: '', receivedAt: new Date(8.64e15) });
  if (result.kind !== 'message') throw new Error(`it was read as ${result.kind}`);
  return { explained: explained(file, mail, result.inbound), mail, inbound: result.inbound };
}

/** What there is to tell of one file. */
export interface ExplainedFile {
  /** Every file has one. */
  explained: Explained;
  /** `ours`: it was there, and our reader failed on it; the desk would keep it as `processing_failed`. */
  fault: { error: unknown; ours: boolean } | null;
}

/** The line for a file that could not be opened, or on which our reader failed. */
export function failedFile(file: string, ours: boolean): Explained {
  return nothing(file, ours ? 'processing_failed' : 'no_file');
}

/** One file, whatever becomes of it. @param open gives its bytes, or throws when it cannot be opened. */
export async function explainFile(file: string, open: (file: string) => Promise<Buffer>, parser: MailParser): Promise<ExplainedFile> {
  let raw: Buffer;
  try {
    raw = await open(file);
  } catch (error) {
    return { explained: failedFile(file, false), fault: { error, ours: false } };
  }
  try {
    return { explained: (await explainMail(file, raw, parser)).explained, fault: null };
  } catch (error) {
    return { explained: failedFile(file, true), fault: { error, ours: true } };
  }
}

function explained(file: string, mail: ParsedMail, inbound: InboundMessage): Explained {
  const part = (kind: FoldKind): string => partText(mail.text, mail.fold, kind);
  const { notice } = inbound;
  return {
    file,
    from: mail.from ?? { address: inbound.from.value === UNKNOWN_SENDER ? null : inbound.from.value, name: inbound.from.name },
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: mail.date?.toISOString() ?? null,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo.length > 0 ? mail.inReplyTo.join(' ') : null,
    references: mail.references,
    text: mail.text,
    visibleText: part('visible'),
    quotedText: part('quoted'),
    signature: part('signature'),
    html: mail.html,
    attachments: inbound.attachments.map(({ filename, contentType, size, sha256, inline }) => ({
      filename,
      contentType,
      size,
      sha256: sha256 ?? '',
      inline,
    })),
    kind: KINDS[inbound.wroteBy],
    bounce: notice
      ? { recipient: notice.recipient, status: notice.status, diagnostic: notice.diagnostic, originalMessageId: notice.originalMessageId }
      : null,
    quarantined: null,
    ms: mail.ms,
  };
}

function nothing(file: string, code: string): Explained {
  return {
    file,
    from: { address: null, name: null },
    to: [],
    cc: [],
    subject: null,
    date: null,
    messageId: null,
    inReplyTo: null,
    references: [],
    text: '',
    visibleText: '',
    quotedText: '',
    signature: '',
    html: null,
    attachments: [],
    kind: 'person',
    bounce: null,
    quarantined: code,
    ms: 0,
  };
}
