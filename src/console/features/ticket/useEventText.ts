import type { TicketEvent } from '../../../contract/tickets.js';
import type { FieldValues } from '../../../contract/workspace.js';
import { useFields } from '../../api/workspace.js';
import { useFieldText } from '../fields/useFieldText.js';
import { useAgents, useMe } from '../../api/session.js';
import { en } from '../../i18n/en/index.js';
import { useFormat } from '../../i18n/format.js';
import { ruleText } from '../../i18n/machineText.js';
import { foldTags, tagWords } from './foldTags.js';
import { PRIORITY_ORDER, STATUS_ORDER } from './order.js';
import { useWords } from '../../i18n/useWords.js';

type Named = keyof typeof en.ticket.event & `${string}.${string}`;
const isNamed = (type: string): type is Named => type in en.ticket.event && type.includes('.');

const isList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** How many tags its words leave out. */
export function hiddenTags({ type, data }: TicketEvent): number {
  const tags = type === 'ticket.changed' ? (data['tags'] as { to?: unknown } | undefined)?.to : null;
  return isList(tags) ? tags.length - foldTags(tags).length : 0;
}

/** What happened and who did it, in words, and in which order a language tells them. What we have no words for is told as a change. `whole`: with all of many tags. */
export function useEventText(): (event: TicketEvent, whole?: boolean) => { what: string; who: string; order: readonly ('what' | 'who')[] } {
  const { t } = useWords();
  const format = useFormat();
  const agents = useAgents();
  const me = useMe();
  const fields = useFields().data ?? [];
  const fieldText = useFieldText();
  const order = t('ticket.event.order').split(' ') as ('what' | 'who')[];

  const who = ({ actor, type }: TicketEvent): string => {
    if (actor.kind === 'agent')
      return actor.id === me.agent.id ? t('ticket.event.byYou') : t('ticket.event.by', { name: actor.name ?? t('ticket.event.someone') });
    if (actor.kind === 'rule' && actor.name && !type.startsWith('followup.'))
      return t('ticket.event.byRule', { name: ruleText(t, actor.name) });
    return actor.kind === 'customer' ? t('ticket.event.byCustomer') : '';
  };

  const changes = ({ data }: TicketEvent, whole: boolean): string[] => {
    const words: string[] = [];
    const to = (field: string): unknown => (data[field] as { to?: unknown } | undefined)?.to;
    const status = STATUS_ORDER.find((one) => one === to('status'));
    if (status) words.push(t('ticket.event.status', { value: t(`status.${status}`) }));
    if ('assigneeId' in data) {
      const id = to('assigneeId');
      const name = id === me.agent.id ? me.agent.name : (agents.data?.find((agent) => agent.id === id)?.name ?? t('ticket.event.someone'));
      words.push(id ? t('ticket.event.assigned', { value: name }) : t('ticket.event.unassigned'));
    }
    const priority = PRIORITY_ORDER.find((one) => one === to('priority'));
    if (priority) words.push(t('ticket.event.priority', { value: t(`priority.${priority}`) }));
    if ('topic' in data) {
      const key = to('topic');
      words.push(
        key
          ? t('ticket.event.topic', { value: me.topics.find((topic) => topic.key === key)?.name ?? String(key) })
          : t('ticket.event.topicNone'),
      );
    }
    const tags = to('tags');
    if (isList(tags))
      words.push(
        tags.length
          ? t('ticket.event.tags', { value: whole ? format.list([...tags]) : tagWords(tags, format.list) })
          : t('ticket.event.tagsNone'),
      );
    const given = to('fields') as FieldValues | undefined;
    const before = (data['fields'] as { from?: FieldValues } | undefined)?.from ?? {};
    for (const field of fields) {
      const value = given?.[field.key] ?? null;
      if (given && field.on === 'ticket' && value !== (before[field.key] ?? null))
        words.push(t('person.story.part', { name: field.name, value: fieldText(field, value) }));
    }
    if ('subject' in data) words.push(t('ticket.event.subject', { value: String(to('subject')) }));
    if (typeof data['moved'] === 'number')
      words.push('to' in data ? t('ticket.event.movedOut', { count: data['moved'] }) : t('ticket.event.movedIn', { count: data['moved'] }));
    return words;
  };

  return (event, whole = false) => {
    const { type, data } = event;
    const named = isNamed(type) ? t(`ticket.event.${type}`) : t('ticket.event.otherEvent');
    const said =
      type === 'ticket.changed'
        ? changes(event, whole).join(' · ') || named
        : type === 'ticket.snoozed' && 'until' in data
          ? snoozed(data['until'])
          : named;
    const rule =
      typeof data['rule'] === 'string' && type.startsWith('followup.') ? t('ticket.event.rule', { value: ruleText(t, data['rule']) }) : '';
    const due = typeof data['dueAt'] === 'string' ? t('ticket.event.due', { value: moment(data['dueAt']) }) : '';
    const reason = typeof data['reason'] === 'string' ? t('ticket.event.reason', { value: reasonText(data['reason']) }) : '';
    return { what: `${said}${rule}${due}${reason}`, who: who(event), order };
  };

  function moment(at: string): string {
    return `${format.date(at)} ${format.clock(at)}`;
  }

  function snoozed(until: unknown): string {
    return typeof until === 'string' ? t('ticket.event.snoozedUntil', { time: moment(until) }) : t('ticket.event.snoozedCustomer');
  }

  function reasonText(reason: string): string {
    const known = en.followups.reason;
    return reason in known && reason !== 'other'
      ? t(`followups.reason.${reason as Exclude<keyof typeof known, 'other'>}`)
      : reason.replaceAll('_', ' ');
  }
}
