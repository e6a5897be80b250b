/** What a desk that is tried out can do beside the real thing: made here, because it uses channels, store and the seed's stories. */
import { randomBytes } from 'node:crypto';
import type { SandboxDoors } from './actions/sandbox.js';
import { composeRaw } from './channels/email/composeRaw.js';
import { mailIntake } from './channels/email/intake.js';
import { messageIntake } from './channels/sms/intake.js';
import { readForm } from './channels/twilio/form.js';
import type { TwilioConfig } from './channels/twilio/config.js';
import { voiceIntake } from './channels/voice/intake.js';
import { loadSample, SAMPLE } from './cli/seed/loadSample.js';
import type { Config } from './config/config.js';
import type { InboundRaw } from './ports/intake.js';
import type { OpenedStore } from './store/openStore.js';

/** Twilio's own number for tests: nothing is ever sent to it. */
const TEST_NUMBER = '+15005550006';

/** What an invented customer does, as rows that the real doors would make of it. Null in production. */
export function createSandboxDoors(config: Config, opened: OpenedStore, twilio: TwilioConfig): SandboxDoors | null {
  if (config.production) return null;
  const number = twilio.number ?? TEST_NUMBER;
  const sid = (kind: 'SM' | 'CA' | 'TR'): string => kind + randomBytes(16).toString('hex');
  const form = (fields: Record<string, string>): Buffer => Buffer.from(new URLSearchParams(fields).toString(), 'utf8');
  const made = (row: InboundRaw | null): InboundRaw => {
    if (!row) throw new Error('the sandbox made a request that its own channel does not understand');
    return row;
  };
  return {
    mail: ({ name, email, subject, text, inReplyTo }) =>
      mailIntake(
        composeRaw({ fromName: name, from: email, to: config.mail.from, subject, text, inReplyTo, at: new Date() }),
        config.mail.from,
        { via: 'other', mailFrom: email, rcptTo: [config.mail.from] },
      ),
    text({ from, text }) {
      const raw = form({ MessageSid: sid('SM'), From: from, To: number, Body: text, NumMedia: '0' });
      return made(messageIntake(readForm(raw), raw));
    },
    call({ from, words }) {
      const base = { CallSid: sid('CA'), From: from, To: number, Direction: 'inbound' };
      const requests = [
        { ...base, CallStatus: 'ringing' },
        { ...base, CallStatus: 'completed', TranscriptionSid: sid('TR'), TranscriptionStatus: 'completed', TranscriptionText: words },
      ];
      return requests.map((fields) => {
        const raw = form(fields);
        return made(voiceIntake(readForm(raw), raw, '', twilio));
      });
    },
    loadSample: (onProgress) => loadSample(config, opened, onProgress),
    sampleMessages: SAMPLE.messages,
  };
}
