import type { TFunction } from 'i18next';
import type { Decision } from '../../../contract/tickets.js';
import { en } from '../../i18n/en/index.js';

const RULES = en.ticket.why.rule;
const EVIDENCE = en.ticket.why.evidence;
const DOUBTS = en.ticket.why.doubt;
type Rule = Exclude<keyof typeof RULES, 'other'>;
type Fact = Exclude<keyof typeof EVIDENCE, 'other'>;
type Evidence = Decision['evidence'][number];

const isRule = (rule: string): rule is Rule => rule in RULES && rule !== 'other';
const isDoubt = (value: string): value is keyof typeof DOUBTS => value in DOUBTS;
const isFact = (kind: string): kind is Fact => kind in EVIDENCE && kind !== 'other';

/** The rule in words; one that we have no words for is named as it is. */
export function ruleText(t: TFunction, rule: string): string {
  return isRule(rule) ? t(`ticket.why.rule.${rule}`) : t('ticket.why.rule.other', { rule: rule.replaceAll('_', ' ') });
}

/** One fact in words, its value cut at 60 characters; a kind that we have no words for is named as it is. */
export function evidenceText(t: TFunction, { kind, value }: Evidence): string {
  if (kind === 'sender_doubt' && isDoubt(value)) return t('ticket.why.evidence.sender_doubt', { value: t(`ticket.why.doubt.${value}`) });
  const short = value.length > 60 ? `${value.slice(0, 58)}…` : value;
  if (isFact(kind)) return t(`ticket.why.evidence.${kind}`, { value: short });
  // `<proof>_<identity>`, e.g. `carrier_phone`: how sure we are of the address matters, not which proof.
  if (kind.startsWith('refuted_')) return t('ticket.why.evidence.refuted', { value: short });
  if (kind.startsWith('claimed_') || kind.startsWith('unvouched_')) return t('ticket.why.evidence.claimed', { value: short });
  if (/_(email|phone|external|chat)$/.test(kind)) return t('ticket.why.evidence.proven', { value: short });
  return t('ticket.why.evidence.other', { kind: kind.replaceAll('_', ' '), value: short });
}

/** Below it a decision is called a guess. */
export const SURE = 0.8;

/** Keys and ids prove much and tell a person nothing: they are for the tooltip. */
const FOR_MACHINES = new Set([
  'envelope_token',
  'reply_token',
  'own_message_id',
  'reference',
  'answered',
  'chat_session',
  'text_answer',
  'ticket',
  'sender_check',
  'copy_of',
]);

/** The facts worth a place on the line. */
export function tellingFacts(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(
    ({ kind, value }) => !FOR_MACHINES.has(kind) && !kind.endsWith('_chat') && !(kind === 'live_tickets' && value === '1'),
  );
}
