import type { TFunction } from 'i18next';
import { en } from '../../i18n/en/index.js';
import type { Decision } from '../../../contract/tickets.js';

const RULES = en.ticket.why.rule;
const EVIDENCE = en.ticket.why.evidence;
type Rule = keyof typeof RULES;
type Fact = keyof typeof EVIDENCE;

/** The rule in words; one that we have no words for is named as it is. */
export function ruleText(t: TFunction, rule: string): string {
  return rule in RULES && rule !== 'other' ? t(`ticket.why.rule.${rule as Exclude<Rule, 'other'>}`) : t('ticket.why.rule.other', { rule: rule.replaceAll('_', ' ') });
}

export function evidenceText(t: TFunction, { kind, value }: Decision['evidence'][number]): string {
  const short = value.length > 40 ? `${value.slice(0, 38)}…` : value;
  return kind in EVIDENCE && kind !== 'other' ? t(`ticket.why.evidence.${kind as Exclude<Fact, 'other'>}`, { value: short }) : t('ticket.why.evidence.other', { kind: kind.replaceAll('_', ' '), value: short });
}
