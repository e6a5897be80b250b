import twilio from 'twilio';
import { hookUrl, type TwilioConfig } from '../twilio/config.js';
import { field, type TwilioForm } from '../twilio/form.js';
import { voiceEventOf } from './intake.js';

/** What a caller hears. */
export interface VoiceSettings {
  greeting: string;
  thanks: string;
  goodbye: string;
  /** BCP 47, one that Twilio's voices speak. */
  language: 'en-US' | 'en-GB' | 'de-DE' | 'fr-FR' | 'es-ES' | 'it-IT' | 'nl-NL' | 'pt-BR' | 'pl-PL' | 'sv-SE' | 'zh-CN' | 'zh-TW' | 'ja-JP';
  maxSeconds: number;
}

export const VOICE_SETTINGS: VoiceSettings = {
  greeting: 'Hello, and thank you for calling. Please tell us what we can do for you after the tone. You can hang up when you are done.',
  thanks: 'Thank you. We have your message and will answer you.',
  goodbye: 'We did not hear a message. Goodbye.',
  language: 'en-US',
  maxSeconds: 300,
};

const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** What Twilio does next with the call. */
export function voiceAnswer(form: TwilioForm, config: TwilioConfig, overrides: Partial<VoiceSettings> = {}): string {
  const settings = { ...VOICE_SETTINGS, ...overrides };
  const response = new twilio.twiml.VoiceResponse();
  const isReport = field(form, 'RecordingStatus', 'TranscriptionStatus', 'TranscriptionSid') !== null;
  const event = voiceEventOf(form);
  if (isReport || event === 'transcript') return response.toString();
  if (event === 'recording') {
    response.say({ language: settings.language }, settings.thanks);
    response.hangup();
    return response.toString();
  }
  if (OVER.has(field(form, 'CallStatus') ?? '')) return response.toString();
  const query = { from: field(form, 'From', 'Caller') ?? '', to: field(form, 'To', 'Called') ?? '' };
  response.say({ language: settings.language }, settings.greeting);
  response.record({
    maxLength: settings.maxSeconds,
    playBeep: true,
    trim: 'trim-silence',
    action: hookUrl(config, 'voice', { step: 'recorded' }),
    method: 'POST',
    recordingStatusCallback: hookUrl(config, 'voice', { step: 'recording', ...query }),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
    transcribe: true,
    transcribeCallback: hookUrl(config, 'voice', { step: 'transcript', ...query }),
  });
  // Twilio comes here only when nothing was recorded.
  response.say({ language: settings.language }, settings.goodbye);
  response.hangup();
  return response.toString();
}
