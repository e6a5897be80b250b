import { z } from 'zod';
import { normaliseIdentity } from '../../customers/normalise.js';
import type { SenderIdentity } from '../../customers/customer.js';
import { UnreadableInbound, type ChannelAdapter, type InboundMessage, type ReadResult } from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';
import type { Attachment, Party } from '../../tickets/message.js';
import { cleanName } from '../cleanLine.js';
import { bareNumber } from '../sms/parse.js';
import { field, readForm, type TwilioForm } from '../twilio/form.js';

const VoiceMeta = z.object({ event: z.enum(['call', 'recording', 'transcript']), from: z.string().catch(''), to: z.string().catch('') });

/** What stands in the place of a number that nobody told. */
const WITHHELD_SHOWN = 'withheld';
/** What Twilio puts there (the letters of ANONYMOUS, RESTRICTED ... on a phone's keys), and what we do. */
const WITHHELD = new Set([
  '',
  WITHHELD_SHOWN,
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'private',
  'blocked',
  '+266696687',
  '266696687',
  '+7378742833',
  '+2562533',
  '+8566696',
  '+86282452253',
]);

/** Who called and which of our numbers, by the id of a call that is here; null when it is not here (yet). */
export type FindCall = (callSid: string) => Promise<{ channelAccount: string; from: Party; to: Party[] } | null>;

/**
 * A call is one message, told in up to three rows that may come in any order and amend each other: text "Phone call"
 * (rank 1) gives way to "Voicemail, 14 s" (2) and that to the transcript (3); attachments are united by `sourceUrl`.
 */
export function createVoiceChannel(findCall: FindCall): ChannelAdapter {
  return { channel: 'voice', read: (record) => readCallRow(record, findCall), sender: null };
}

/**
 * A piece that comes by a callback of somebody else's making says no more than which call it is of: it is its caller's.
 * @throws {UnreadableInbound} {Error} when its call is not here yet: it waits for it, and is in quarantine when it never comes.
 */
async function readCallRow(record: IntakeRecord, findCall: FindCall): Promise<ReadResult> {
  const form = readForm(record.raw);
  const callSid = field(form, 'CallSid');
  const meta = VoiceMeta.safeParse(record.meta).data;
  if (callSid === null || meta === undefined) throw new UnreadableInbound('bad_form', 'The request names no call.');
  const said = saidIn(meta.event, form);
  if (said === null) return { kind: 'ignored', reason: 'transcription_failed' };
  const isTold = meta.from !== '' || 'From' in form || 'Caller' in form;
  const call = isTold ? null : await findCall(callSid);
  if (!isTold && !call) throw new Error(`Nothing is known of the call ${callSid} yet, and this does not say who called.`);
  const from = bareNumber(call?.from.value ?? meta.from);
  const withheld = WITHHELD.has(from.toLowerCase());
  const inbound: InboundMessage = {
    channel: 'voice',
    channelAccount: call?.channelAccount ?? record.channelAccount,
    externalId: callSid,
    amends: true,
    sender: [callerIdentity(from, withheld, callSid)],
    from: { kind: 'phone', value: withheld ? WITHHELD_SHOWN : from, name: cleanName(field(form, 'CallerName')) },
    senderDoubt: null,
    to: call?.to ?? [{ kind: 'phone', value: meta.to, name: null }],
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

/** A caller without a number is somebody new with each call; one who calls from a program (`sip:`, `client:`) is known by its address. */
function callerIdentity(from: string, withheld: boolean, callSid: string): SenderIdentity {
  const number = withheld ? null : normaliseIdentity('phone', from);
  if (number === null)
    return { kind: 'external', value: withheld ? `call:${callSid}` : `caller:${from}`, proof: 'claimed', source: 'call' };
  return { kind: 'phone', value: number, proof: 'carrier', source: 'carrier' };
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
