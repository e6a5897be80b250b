import type { InboundRaw } from '../../ports/intake.js';
import { field, type TwilioForm } from '../twilio/form.js';

/** Which of our numbers: `twilio:+1555...` or `twilio:whatsapp:+1555...`. */
export function twilioAccount(ourNumber: string): string {
  return `twilio:${ourNumber}`;
}

/** SMS or WhatsApp, by the form of our address. */
export function messagingChannelOf(address: string): 'sms' | 'whatsapp' {
  return address.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
}

/** The row for an incoming message; null when the form holds none. A status report that came here is taken as such. */
export function messageIntake(form: TwilioForm, raw: Buffer): InboundRaw | null {
  const sid = field(form, 'MessageSid', 'SmsMessageSid', 'SmsSid');
  if (sid === null) return null;
  if (field(form, 'MessageStatus') !== null) return statusIntake(form, raw);
  const to = field(form, 'To') ?? '';
  return {
    channel: messagingChannelOf(to),
    channelAccount: twilioAccount(to),
    externalKey: sid,
    raw,
    meta: { event: 'message', signedBy: 'twilio' },
  };
}

/** The row for a report on a message of ours; each status of a message counts once. */
export function statusIntake(form: TwilioForm, raw: Buffer): InboundRaw | null {
  const sid = field(form, 'MessageSid', 'SmsSid');
  const status = field(form, 'MessageStatus', 'SmsStatus');
  if (sid === null || status === null) return null;
  const ours = field(form, 'From') ?? '';
  return {
    channel: messagingChannelOf(ours),
    channelAccount: twilioAccount(ours),
    externalKey: `${sid}:${status.toLowerCase()}`,
    raw,
    meta: { event: 'status', signedBy: 'twilio' },
  };
}
