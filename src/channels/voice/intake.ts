import type { InboundRaw } from '../../ports/intake.js';
import type { TwilioConfig } from '../twilio/config.js';
import { field, type TwilioForm } from '../twilio/form.js';

/** What a request of a call tells: that there is one, what was recorded, or what was said in the recording. */
export type VoiceEvent = 'call' | 'recording' | 'transcript';

/** Decided by what is in the form, not by the URL: a hook that is set up wrongly in Twilio's console still works. */
export function voiceEventOf(form: TwilioForm): VoiceEvent {
  if (field(form, 'TranscriptionSid', 'TranscriptionText', 'TranscriptionStatus') !== null) return 'transcript';
  const status = field(form, 'RecordingStatus');
  const hasRecording = field(form, 'RecordingSid', 'RecordingUrl') !== null;
  // `absent`, `failed` and `in-progress` name a recording that nobody can hear.
  return hasRecording && (status === null || status === 'completed') ? 'recording' : 'call';
}

/**
 * The row for a request of a call; null when it names no call. A recording's status report does not say who called whom,
 * so our callback URLs repeat it in their (signed) query.
 */
export function voiceIntake(form: TwilioForm, raw: Buffer, query: string, config: TwilioConfig): InboundRaw | null {
  const callSid = field(form, 'CallSid');
  if (callSid === null) return null;
  const search = new URLSearchParams(query);
  const from = field(form, 'From', 'Caller') ?? search.get('from') ?? '';
  const to = field(form, 'To', 'Called') ?? search.get('to') ?? config.number ?? '';
  const event = voiceEventOf(form);
  return {
    channel: 'voice',
    channelAccount: `twilio:${to}`,
    externalKey: keyOf(callSid, event, form),
    raw,
    meta: { event, from, to, signedBy: 'twilio' },
  };
}

function keyOf(callSid: string, event: VoiceEvent, form: TwilioForm): string {
  const recording = field(form, 'RecordingSid') ?? field(form, 'RecordingUrl')?.split('/').at(-1) ?? 'unknown';
  switch (event) {
    case 'call':
      return `${callSid}:call`;
    case 'recording':
      return `${callSid}:recording:${recording}`;
    case 'transcript':
      return `${callSid}:transcript:${field(form, 'TranscriptionSid') ?? recording}`;
  }
}
