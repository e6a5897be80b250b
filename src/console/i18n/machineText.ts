import type { TFunction } from 'i18next';
import type { Channel } from '../../contract/common.js';
import type { Ticket } from '../../contract/tickets.js';

/**
 * What the server stores in English where nobody said a word, in the reader's language. A call's texts count as such
 * only where there was a call: anybody else who writes "Phone call" means it.
 */
export function machineText(t: TFunction, text: string, channels: readonly Channel[]): string {
  if (text === '[no text]') return t('machine.noText');
  if (!channels.includes('voice')) return text;
  if (text === 'Phone call') return t('machine.phoneCall');
  if (text === 'Voicemail') return t('machine.voicemail');
  const seconds = /^Voicemail, (\d+) s$/.exec(text)?.[1];
  return seconds === undefined ? text : t('machine.voicemailOf', { seconds });
}

/** What a customer is called of whom nobody knows a name. */
export function nameText(t: TFunction, name: string): string {
  if (name === 'Caller without number') return t('machine.noNumber');
  const visitor = /^Visitor ([0-9a-f]{4})$/.exec(name)?.[1];
  return visitor === undefined ? name : t('machine.visitor', { id: visitor });
}

/** A ticket's subject as agents read it, with words of ours where the message had none. */
export function subjectText(t: TFunction, { subject, channels }: Pick<Ticket, 'subject' | 'channels'>): string {
  return subject === '' || subject === '(no subject)' ? t('ticket.untitled') : machineText(t, subject, channels);
}

/** The rules that a new installation comes with. */
const RULES = {
  'Delivery problem: refund or return comes next': 'machine.ruleDelivery',
  'Damaged item replaced: how to fit it comes next': 'machine.ruleDamaged',
  'Login fixed: locked out again comes next': 'machine.ruleLogin',
} as const;

/** A rule's name, in the reader's language as long as nobody gave it another one. */
export function ruleText(t: TFunction, name: string): string {
  return Object.hasOwn(RULES, name) ? t(RULES[name as keyof typeof RULES]) : name;
}
