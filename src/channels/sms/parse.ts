import { normaliseIdentity } from '../../customers/normalise.js';
import type { DeliveryReport, InboundMessage, ReadResult } from '../../ports/channel.js';
import { UnreadableInbound } from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';
import type { Attachment } from '../../tickets/message.js';
import { cleanName } from '../cleanLine.js';
import { safeContentType, safeFilename } from '../../lib/fileNames.js';
import { field, readForm, type TwilioForm } from '../twilio/form.js';
import { explainCode } from './failures.js';

const MAX_MEDIA = 20;

/**
 * What an SMS or WhatsApp row says. STOP, START and HELP are messages like any other: Twilio answers them itself, and the
 * agent should see them.
 * @throws {UnreadableInbound}
 */
export function readMessagingRow(record: IntakeRecord): ReadResult {
  const form = readForm(record.raw);
  if (record.meta['event'] === 'status') return readStatus(form);
  const from = field(form, 'From');
  const sid = field(form, 'MessageSid', 'SmsMessageSid', 'SmsSid');
  if (from === null || sid === null) throw new UnreadableInbound('bad_form', 'The message has no sender or no id.');
  const number = bareNumber(from);
  const value = normaliseIdentity('phone', number) ?? number;
  const attachments = readMedia(form);
  const inbound: InboundMessage = {
    channel: record.channel,
    channelAccount: record.channelAccount,
    externalId: sid,
    amends: false,
    sender: [{ kind: 'phone', value, proof: 'carrier', source: 'carrier' }],
    from: { kind: 'phone', value: number, name: cleanName(field(form, 'ProfileName')) },
    senderDoubt: null,
    to: [{ kind: 'phone', value: bareNumber(field(form, 'To') ?? ''), name: null }],
    claims: [],
    subject: null,
    text: readText(form, attachments.length),
    textRank: 0,
    html: null,
    attachments,
    mail: null,
    hints: [{ kind: 'text_answer', value }],
    wroteBy: 'person',
    language: null,
    occurredAt: record.receivedAt,
  };
  return { kind: 'message', inbound };
}

/** A number without what Twilio puts before it, such as `whatsapp:`. Not checked. */
export function bareNumber(address: string): string {
  return address.replace(/^(?:whatsapp|sms|rcs):/i, '').trim();
}

/** Words, a pressed button, a place. Never empty unless a file says it all. */
function readText(form: TwilioForm, attachments: number): string {
  const body = (field(form, 'Body', 'ButtonText') ?? '').replace(/\0/g, '');
  const latitude = field(form, 'Latitude');
  const longitude = field(form, 'Longitude');
  const place =
    latitude === null || longitude === null
      ? null
      : ['Location:', field(form, 'Label'), field(form, 'Address'), `${latitude}, ${longitude}`].filter((part) => part !== null).join(' ');
  const text = [body, place].filter((part) => part !== null && part !== '').join('\n');
  return text === '' && attachments === 0 ? '[no text]' : text;
}

/** All of them, not only the first: they are fetched later. */
function readMedia(form: TwilioForm): Attachment[] {
  const attachments: Attachment[] = [];
  for (let index = 0; index < MAX_MEDIA; index += 1) {
    const sourceUrl = field(form, `MediaUrl${index}`);
    if (sourceUrl === null) continue;
    const contentType = safeContentType(field(form, `MediaContentType${index}`) ?? '');
    attachments.push({
      filename: safeFilename(null, contentType, index),
      contentType,
      size: 0,
      inline: false,
      contentId: null,
      state: 'pending',
      sha256: null,
      sourceUrl,
    });
  }
  return attachments;
}

const STATES: Record<string, DeliveryReport['state']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

function readStatus(form: TwilioForm): ReadResult {
  const providerId = field(form, 'MessageSid', 'SmsSid');
  const status = (field(form, 'MessageStatus', 'SmsStatus') ?? '').toLowerCase();
  if (providerId === null) throw new UnreadableInbound('bad_form', 'The report names no message.');
  const state = STATES[status];
  if (state === undefined) return { kind: 'ignored', reason: `unknown_status:${status.replace(/[^a-z-]/g, '').slice(0, 30)}` };
  const code = field(form, 'ErrorCode');
  return {
    kind: 'delivery_report',
    providerId,
    state,
    reason: state === 'failed' ? (code === null ? `Twilio says ${status}.` : explainCode(code)) : null,
  };
}
