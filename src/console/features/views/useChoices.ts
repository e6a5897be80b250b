import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../contract/lists.js';
import { useAgents, useEveryAgent, useMe } from '../../api/session.js';
import { useFields, useTeams } from '../../api/workspace.js';
import { PRIORITY_ORDER, STATUS_ORDER } from '../ticket/order.js';
import { type Line, NO_TOPIC } from './conditions.js';

/** A value that can be ticked. */
export interface Choice {
  id: string;
  label: string;
  /** Why nobody else is offered it; it stays while it is chosen. */
  gone?: string;
}

/**
 * What a line about few values can be given, and what it has been given that is offered no more: the view still asks for
 * that, so it has to be seen, and can be taken out. Taken out it stays until the form is closed, for who did not mean it.
 */
export function useChoices(line: Line): Choice[] {
  const { field, own, values } = line;
  const [first, setFirst] = useState(line);
  // Another question: what was chosen of the last one is no value of it.
  if (first.field !== field || first.own?.key !== own?.key) setFirst(line);
  const offered = useOffered(line);
  const known = new Set(offered.map(({ id }) => id));
  const gone = useGone(
    line,
    [...new Set([...first.values, ...values])].filter((id) => !known.has(id)),
  );
  // In front: nobody looks for it below what is offered.
  return [...gone, ...offered];
}

function useOffered({ field, own }: Line): Choice[] {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useAgents().data ?? [];
  const teams = useTeams().data ?? [];
  const fields = useFields().data ?? [];
  switch (field) {
    case 'status':
      return STATUS_ORDER.map((id) => ({ id, label: t(`status.${id}`) }));
    case 'priority':
      return PRIORITY_ORDER.map((id) => ({ id, label: t(`priority.${id}`) }));
    case 'channel':
      return CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }));
    case 'assignee':
      return [
        { id: 'me', label: t('work.view.me') },
        { id: 'none', label: t('work.view.nobody') },
        ...agents.map(({ id, name }) => ({ id, label: name })),
      ];
    case 'team':
      return [
        { id: 'mine', label: t('work.view.myTeams') },
        { id: 'none', label: t('work.teamOf.none') },
        ...teams.map(({ id, name }) => ({ id, label: name })),
      ];
    case 'topic':
      return [
        { id: NO_TOPIC, label: t('ticket.control.noTopic') },
        ...me.topics.filter(({ archived }) => !archived).map(({ key, name }) => ({ id: key, label: name })),
      ];
    case 'custom':
      return (fields.find(({ on, key }) => on === 'ticket' && key === own?.key)?.choices ?? []).map((choice) => ({
        id: choice,
        label: choice,
      }));
    default:
      return [];
  }
}

/** Those that are offered no more, by the name that they still have. */
function useGone({ field, own }: Line, ids: readonly string[]): Choice[] {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useAgents();
  const everyone = useEveryAgent(field === 'assignee' && agents.isSuccess && ids.length > 0);
  const teams = useTeams();
  const fields = useFields();
  switch (field) {
    case 'assignee':
      if (!everyone.data) return [];
      return ids.map((id) => {
        const name = everyone.data.find((agent) => agent.id === id)?.name;
        return name === undefined
          ? { id, label: '', gone: t('settings.removed') }
          : { id, label: name, gone: t('settings.people.inactive') };
      });
    case 'team':
      return teams.isSuccess ? ids.map((id) => ({ id, label: '', gone: t('settings.removed') })) : [];
    case 'topic':
      return ids.map((id) => {
        const name = me.topics.find(({ key }) => key === id)?.name;
        return name === undefined ? { id, label: id, gone: t('settings.removed') } : { id, label: name, gone: t('settings.tags.archived') };
      });
    case 'custom':
      return own?.type === 'choice' && fields.isSuccess ? ids.map((id) => ({ id, label: id, gone: t('settings.removed') })) : [];
    default:
      return [];
  }
}
