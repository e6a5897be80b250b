import type { Channel } from '../../../contract/common.js';
import type { FollowupRule, NewFollowupRule } from '../../../contract/desk.js';
import { splitWords } from '../../lib/splitWords.js';

/** What stands in the fields of the form, as typed. */
export interface RuleFields {
  name: string;
  topic: string;
  expects: string;
  days: string;
  odds: string;
  channels: readonly Channel[];
  tags: string;
  prompt: string;
  reply: string;
  sendsCheckIn: boolean;
  afterHours: string;
  text: string;
}

/** By field; one that is not in it is well. */
export type RuleErrors = Partial<Record<keyof RuleFields, 'required' | 'days' | 'odds' | 'hours'>>;

/** What a form shows of a rule; null: of a new one, with what is usual filled in. */
export function fieldsOf(rule: FollowupRule | null): RuleFields {
  return {
    name: rule?.name ?? '',
    topic: rule?.when.topic ?? '',
    expects: rule?.expect.topic ?? '',
    days: String(rule?.expect.withinDays ?? 7),
    odds: rule?.expect.probability == null ? '' : String(Math.round(rule.expect.probability * 100)),
    channels: rule?.when.channels ?? [],
    tags: rule?.when.tags?.join(', ') ?? '',
    prompt: rule?.prompt ?? '',
    reply: rule?.reply ?? '',
    sendsCheckIn: rule ? rule.checkIn !== null : true,
    afterHours: String(rule?.checkIn?.afterHours ?? 48),
    text: rule?.checkIn?.text ?? '',
  };
}

/** Reads the fields as a rule, or says what is wrong with which. Whether it is on, they do not show. */
export function readRule(
  fields: RuleFields,
): { rule: Omit<NewFollowupRule, 'enabled'>; errors: null } | { rule: null; errors: RuleErrors } {
  const days = Number(fields.days);
  const odds = fields.odds.trim() === '' ? null : Number(fields.odds);
  const hours = Number(fields.afterHours);
  const tags = splitWords(fields.tags);
  const errors: RuleErrors = {
    ...required(fields, ['name', 'expects', 'prompt', ...(fields.sendsCheckIn ? (['text'] as const) : [])]),
    ...(Number.isInteger(days) && days >= 1 && days <= 365 ? {} : { days: 'days' as const }),
    ...(odds === null || (odds >= 0 && odds <= 100) ? {} : { odds: 'odds' as const }),
    ...(!fields.sendsCheckIn || (fields.afterHours.trim() !== '' && hours >= 0 && hours <= 8760) ? {} : { afterHours: 'hours' as const }),
  };
  if (Object.keys(errors).length > 0) return { rule: null, errors };
  return {
    errors: null,
    rule: {
      name: fields.name.trim(),
      when: {
        topic: fields.topic || null,
        on: 'resolve',
        ...(fields.channels.length ? { channels: [...fields.channels] } : {}),
        ...(tags.length ? { tags } : {}),
      },
      expect: { topic: fields.expects.trim(), withinDays: days, probability: odds === null ? null : odds / 100 },
      prompt: fields.prompt.trim(),
      reply: fields.reply.trim() || null,
      checkIn: fields.sendsCheckIn ? { afterHours: hours, text: fields.text.trim() } : null,
    },
  };
}

function required(fields: RuleFields, names: readonly ('name' | 'expects' | 'prompt' | 'text')[]): RuleErrors {
  return Object.fromEntries(names.filter((name) => fields[name].trim() === '').map((name) => [name, 'required' as const]));
}
