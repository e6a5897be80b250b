import { z } from 'zod';
import { normaliseIdentity } from '../../customers/normalise.js';
import type { SenderIdentity } from '../../customers/customer.js';
import { UnreadableInbound, type ChannelAdapter, type InboundMessage, type ReadResult } from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';
import type { Attachment } from '../../tickets/message.js';
import { cleanName } from '../cleanLine.js';
import { bareNumber } from '../sms/parse.js';
import { field, readForm, type TwilioForm } from '../twilio/form.js';

const VoiceMeta = z.object({ event: z.enum(['call', 'recording', 'transcript']), from: z.string().catch(''), to: z.string().catch('') });

/** What Twilio puts in place of a withheld number (the letters of ANONYMOUS, RESTRICTED ... on a phone's keys). */
const WITHHELD = new Set(['', 'anonymous', 'restricted', 'unavailable', 'unknown', 'private', 'blocked', '+266696687', '266696687', '+7378742833', '+2562533', '+8566696', '+86282452253']);

/**
 * A call is one message, told in up to three rows that may come in any order and amend each other: text "Phone call"
 * (rank 1) gives way to "Voicemail, 14 s" (2) and that to the transcript (3); attachments are united by `sourceUrl`.
 */
export function createVoiceChannel(): ChannelAdapter {
  return { channel: 'voice', read: async (record) => readCallRow(record), sender: null };
}

/** @throws {UnreadableInbound} */
function readCallRow(record: IntakeRecord): ReadResult {
  const form = readForm(record.raw);
  const callSid = field(form, 'CallSid');
  const meta = VoiceMeta.safeParse(record.meta).data;
  if (callSid === null || meta === undefined) throw new UnreadableInbound('bad_form', 'The request names no call.');
  const said = saidIn(meta.event, form);
  if (said === null) return { kind: 'ignored', reason: 'transcription_failed' };
  const from = bareNumber(meta.from);
  const withheld = WITHHELD.has(from.toLowerCase());
  const inbound: InboundMessage = {
    channel: 'voice',
    channelAccount: record.channelAccount,
    externalId: callSid,
    amends: true,
    sender: [callerIdentity(from, withheld, callSid)],
    from: { kind: 'phone', value: withheld ? 'withheld' : from, name: cleanName(field(form, 'CallerName')) },
    senderDoubt: null,
    to: [{ kind: 'phone', value: meta.to, name: null }],
    claims: [],
    subject: null,
    text: said.text,
    textRank: said.rank,
    html: null,
    attachments: meta.event === 'recording' ? readRecording(form) : [],
    mail: null,
    // What there is of the call amends its message; no other names it.
    hints: [],
    wroteBy: 'person',
    language: null,
    occurredAt: record.receivedAt,
  };
  return { kind: 'message', inbound };
}

/** A caller without a number is somebody new with each call. */
function callerIdentity(from: string, withheld: boolean, callSid: string): SenderIdentity {
  if (withheld) return { kind: 'external', value: `call:${callSid}`, proof: 'claimed', source: 'call' };
  return { kind: 'phone', value: normaliseIdentity('phone', from) ?? from, proof: 'carrier', source: 'carrier' };
}

/** Null when there is nothing to add: a transcription that failed. */
function saidIn(event: 'call' | 'recording' | 'transcript', form: TwilioForm): { text: string; rank: number } | null {
  if (event === 'call') return { text: 'Phone call', rank: 1 };
  if (event === 'recording') {
    const seconds = Number.parseInt(field(form, 'RecordingDuration') ?? '', 10);
    return { text: seconds >= 0 ? `Voicemail, ${seconds} s` : 'Voicemail', rank: 2 };
  }
  const text = field(form, 'TranscriptionText');
  return text === null ? null : { text, rank: 3 };
}

function readRecording(form: TwilioForm): Attachment[] {
  const url = field(form, 'RecordingUrl');
  if (url === null) return [];
  const sid = (field(form, 'RecordingSid') ?? 'recording').replace(/\W/g, '').slice(0, 40);
  return [
    {
      filename: `voicemail-${sid}.mp3`,
      contentType: 'audio/mpeg',
      size: 0,
      inline: false,
      contentId: null,
      state: 'pending',
      sha256: null,
      sourceUrl: /\.(mp3|wav)$/i.test(url) ? url : `${url}.mp3`,
    },
  ];
}
