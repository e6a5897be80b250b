import { shownMailAddress } from '../../contract/direction.js';
import { normaliseIdentity } from '../../customers/normalise.js';
import { UNKNOWN_SENDER } from '../../customers/sharedAddress.js';
import { createPlaces } from '../../lib/places.js';
import type { Blobs } from '../../ports/blobs.js';
import type { InboundMessage, ReadResult } from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';
import type { DeliveryNotice } from '../../screening/deliveryNotice.js';
import { wasReturned, whoWrote, type MailTraits } from '../../screening/whoWrote.js';
import { hasForwardMarker } from '../../threading/subjectText.js';
import type { Attachment, Party, WroteBy } from '../../tickets/message.js';
import { isAddress, type MailAddress } from './addresses.js';
import { mailAccount } from './mailboxes.js';
import { proveSender } from './proveSender.js';
import { replyWriter } from './replyWriter.js';
import { createOwnMarks, findHints, isLoop, issueOf, type FindSent } from './hints.js';
import type { MailIds } from './ids.js';
import { MailMeta } from './intake.js';
import type { ParsedAttachment, ParsedMail } from './parse.js';
import type { MailParser } from './parserPool.js';

export interface EmailReaderDeps {
  parser: MailParser;
  blobs: Blobs;
  ids: MailIds;
  findSent: FindSent;
  /** Whether an address is one of ours. */
  isOurs?: (address: string) => boolean;
  /** Whether it is the desk's: not every address of ours is, colleagues have their own. */
  isDesks?: (address: string) => boolean;
  /** Whose Authentication-Results prove a sender, in lower case; null or left out: nobody's. */
  trustedAuthservId?: string | null;
}

const UNTOLD: DeliveryNotice = { action: 'failed', recipient: null, status: null, diagnostic: null, originalMessageId: null };
const MAX_PARTIES = 100;
const FILES_AT_ONCE = 4;

/** Turns a stored mail into a message: `ChannelAdapter.read`. Auto-replies, bounces and list mail are messages too. */
export function createEmailReader(deps: EmailReaderDeps): (record: IntakeRecord) => Promise<ReadResult> {
  return async (record) => {
    const meta = MailMeta.parse(record.meta);
    const mail = await deps.parser.parse(record.raw);
    const marks = createOwnMarks(deps.ids, deps.findSent);
    if (await isLoop(mail, marks)) return { kind: 'ignored', reason: 'loop' };
    const named = namedSender(mail, meta);
    const traits = mailTraits(mail, meta, named);
    const wroteBy = whoWrote({ ...traits, ...(deps.isOurs ? { isOurs: deps.isOurs } : {}) });
    const hints = await findHints(mail, meta.rcptTo, marks, {
      everywhere: wroteBy === 'bounce' || wroteBy === 'feedback_report',
      returned: wroteBy === 'bounce' && wasReturned(traits),
    });
    const others = [...mail.to, ...mail.cc].some(
      ({ address }) => !isToUs(address, record.channelAccount, deps) && address.toLowerCase() !== named.value.toLowerCase(),
    );
    const proven = await proveSender(mail, named, others, hints, deps);
    const form = replyWriter({ mail, named, proven, wroteBy }, deps);
    const from = form?.writer ?? named;
    const who = form ? { ...proven, ...form } : proven;
    const inbound: InboundMessage = {
      channel: 'email',
      channelAccount: record.channelAccount,
      externalId: mail.messageId,
      amends: false,
      sender: [who.identity],
      from,
      senderDoubt: who.doubt,
      ...(who.unproven ? { senderUnproven: true } : {}),
      ...(who.evidence.length > 0 ? { senderEvidence: who.evidence } : {}),
      ...recipientsShown(mail, meta),
      unseen: isUnseen(mail, record.channelAccount, deps),
      ...(wroteBy === 'person' && who.exposed.length > 0 ? { exposed: who.exposed } : {}),
      claims: form ? [] : claimsOf(mail, from, wroteBy),
      subject: mail.subject,
      text: mail.text,
      fold: mail.fold,
      textRank: 0,
      html: mail.html,
      attachments: await storeAttachments(mail.attachments, deps.blobs),
      mail: { messageId: mail.messageId, inReplyTo: mail.inReplyTo, references: withIssue(mail) },
      hints,
      wroteBy,
      notice: wroteBy === 'bounce' ? (mail.notice ?? UNTOLD) : null,
      language: null,
      ...(mail.forwardedFrom && !deps.isOurs?.(mail.forwardedFrom.address)
        ? { forwardedFrom: { kind: 'email', value: shownMailAddress(mail.forwardedFrom.address), name: mail.forwardedFrom.name } }
        : {}),
      occurredAt: mail.date !== null && mail.date < record.receivedAt ? mail.date : record.receivedAt,
    };
    return { kind: 'message', inbound };
  };
}

/** The first note of another desk's issue refers to it like the later ones. */
function withIssue({ messageId, references }: ParsedMail): string[] {
  const issue = issueOf(messageId);
  return issue === null || references.includes(issue) ? references : [issue, ...references];
}

/** The From line, else whom the envelope names. */
function namedSender(mail: ParsedMail, meta: MailMeta): Party {
  const envelope = meta.mailFrom !== null && isAddress(meta.mailFrom) ? meta.mailFrom : null;
  return { kind: 'email', value: shownMailAddress(mail.from?.address ?? envelope ?? UNKNOWN_SENDER), name: mail.from?.name ?? null };
}

/** A person's different Reply-To is what he says about himself, and proves nothing. */
function claimsOf(mail: ParsedMail, from: Party, wroteBy: WroteBy): InboundMessage['claims'] {
  if (wroteBy !== 'person' || mail.replyTo === null) return [];
  const value = normaliseIdentity('email', mail.replyTo.address);
  return value === null || value === normaliseIdentity('email', from.value) ? [] : [{ kind: 'email', value }];
}

/** It names others, and none of ours. */
function isUnseen({ to, cc }: ParsedMail, account: string, deps: EmailReaderDeps): boolean {
  const named = [...to, ...cc];
  return named.length > 0 && !named.some(({ address }) => isToUs(address, account, deps));
}

function isToUs(address: string, account: string, { isOurs }: EmailReaderDeps): boolean {
  return mailAccount(address) === account || (isOurs?.(address) ?? false);
}

/** As its writer named them; a mail that names nobody is for whom the envelope brought it to. */
function recipientsShown(mail: ParsedMail, meta: MailMeta): Pick<InboundMessage, 'to' | 'cc' | 'unnamed'> {
  const nobody = mail.to.length + mail.cc.length === 0;
  const first = nobody ? meta.rcptTo.map((address) => ({ address, name: null })) : mail.to;
  const to = partiesOf(first, MAX_PARTIES);
  const cc = partiesOf(mail.cc, MAX_PARTIES - to.length);
  const unnamed = { to: mail.unnamed.to + first.length - to.length, cc: mail.unnamed.cc + mail.cc.length - cc.length };
  return { to, ...(cc.length > 0 ? { cc } : {}), ...(unnamed.to + unnamed.cc > 0 ? { unnamed } : {}) };
}

function partiesOf(addresses: readonly MailAddress[], max: number): Party[] {
  return addresses.slice(0, max).map(({ address, name }) => ({ kind: 'email', value: shownMailAddress(address), name }));
}

/** What screening looks at. */
export function mailTraits(mail: ParsedMail, meta: MailMeta, from: Party): MailTraits {
  const header = (name: string): string | null => mail.headers.find((line) => line.name === name.toLowerCase())?.value ?? null;
  return {
    header,
    returnPath: meta.mailFrom ?? header('return-path')?.replace(/^<|>$/g, '') ?? null,
    fromAddress: from.value === UNKNOWN_SENDER ? null : from.value,
    subject: mail.subject,
    fromName: from.name,
    hasDeliveryStatusPart: mail.hasDeliveryStatusPart,
    hasFeedbackPart: mail.hasFeedbackPart,
    beginsAsNotice: mail.beginsAsNotice,
    tellsDelivery: mail.tellsDelivery,
    passesOn: hasForwardMarker(mail.subject),
    contentType: mail.contentType,
  };
}

/** A few at once, since each waits for the disk; a mail with a thousand parts must not open a thousand files. */
function storeAttachments(parts: readonly ParsedAttachment[], blobs: Blobs): Promise<Attachment[]> {
  const place = createPlaces(FILES_AT_ONCE);
  return Promise.all(parts.map((part) => place(() => storeAttachment(part, blobs))));
}

async function storeAttachment(part: ParsedAttachment, blobs: Blobs): Promise<Attachment> {
  const bytes = Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength);
  return {
    filename: part.filename,
    contentType: part.contentType,
    size: bytes.length,
    inline: part.inline,
    contentId: part.contentId,
    state: 'stored',
    sha256: await blobs.put(bytes),
    sourceUrl: null,
  };
}
