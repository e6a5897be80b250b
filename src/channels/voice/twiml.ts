import twilio from 'twilio';
import type { SpokenLanguage } from '../../lib/spokenLanguages.js';
import { hookUrl, type TwilioConfig } from '../twilio/config.js';
import { field, type TwilioForm } from '../twilio/form.js';
import { voiceEventOf } from './intake.js';

/** What a caller hears. */
export interface VoiceWords {
  /** Before the tone. */
  greeting: string;
  /** After the recording. */
  thanks: string;
  /** When nothing was recorded. */
  goodbye: string;
}

/** As the desk wants it; what is null is said in our own words. */
export type VoiceSettings = { readonly language: SpokenLanguage } & { readonly [word in keyof VoiceWords]: string | null };

const MAX_SECONDS = 300;

const ENGLISH: VoiceWords = {
  greeting: 'Hello, and thank you for calling. Please tell us what we can do for you after the tone. You can hang up when you are done.',
  thanks: 'Thank you. We have your message and will answer you.',
  goodbye: 'We did not hear a message. Goodbye.',
};
/** Our own words, in the languages of the console. */
const WORDS: Partial<Record<SpokenLanguage, VoiceWords>> = {
  'zh-CN': {
    greeting: '您好，感谢来电。请在提示音后说出您的问题，说完挂断即可。',
    thanks: '谢谢。您的留言已收到，我们会尽快答复您。',
    goodbye: '没有听到您的留言。再见。',
  },
  'zh-TW': {
    greeting: '您好，感謝來電。請在提示音後說出您的問題，說完掛斷即可。',
    thanks: '謝謝。您的留言已收到，我們會儘快答覆您。',
    goodbye: '沒有聽到您的留言。再見。',
  },
};

const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** What Twilio does next with the call. */
export function voiceAnswer(form: TwilioForm, config: TwilioConfig, settings: VoiceSettings): string {
  const { language } = settings;
  const response = new twilio.twiml.VoiceResponse();
  const say = (word: keyof VoiceWords): unknown => response.say({ language }, settings[word] ?? (WORDS[language] ?? ENGLISH)[word]);
  const isReport = field(form, 'RecordingStatus', 'TranscriptionStatus', 'TranscriptionSid') !== null;
  const event = voiceEventOf(form);
  if (isReport || event === 'transcript') return response.toString();
  if (event === 'recording') {
    say('thanks');
    response.hangup();
    return response.toString();
  }
  if (OVER.has(field(form, 'CallStatus') ?? '')) return response.toString();
  const query = { from: field(form, 'From', 'Caller') ?? '', to: field(form, 'To', 'Called') ?? '' };
  say('greeting');
  response.record({
    maxLength: MAX_SECONDS,
    playBeep: true,
    trim: 'trim-silence',
    action: hookUrl(config, 'voice', { step: 'recorded' }),
    method: 'POST',
    recordingStatusCallback: hookUrl(config, 'voice', { step: 'recording', ...query }),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
    // Twilio hears English in whatever is said, so that of other languages only nonsense would come.
    ...(language.startsWith('en-')
      ? { transcribe: true, transcribeCallback: hookUrl(config, 'voice', { step: 'transcript', ...query }) }
      : {}),
  });
  // Twilio comes here only when nothing was recorded.
  say('goodbye');
  response.hangup();
  return response.toString();
}
