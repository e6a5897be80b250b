import { CircleAlert, UserRound, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PRIORITY_ORDER, STATUS_ORDER } from './order.js';
import type { Ticket } from '../../../contract/tickets.js';
import { useAgents, useMe } from '../../api/session.js';
import fading from '../../components/FadingRow.module.css';
import { PickMenu } from '../../components/PickMenu.js';
import { useTeams } from '../../api/workspace.js';
import { keyOf } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import { Tags } from './Tags.js';
import { Viewers } from './Viewers.js';
import { WaitText } from './WaitText.js';
import css from './TicketHead.module.css';
import type { TicketActions } from './useTicketActions.js';

/** Which menu is open, by its key or by a press. */
export type Control = 'status' | 'assignee' | 'priority' | 'topic' | 'team' | 'tag';

interface Props {
  ticket: Ticket;
  actions: TicketActions;
  /** Which of them was called by its key. */
  control: Control | null;
  onControl: (open: Control | null) => void;
  disabled: boolean;
}

const NOBODY = 'nobody';
const NO_TOPIC = '-';

export function TicketControls({ ticket, actions, control, onControl, disabled }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useAgents();
  const others = (agents.data ?? []).filter((agent) => agent.id !== me.agent.id);
  const isOther = ticket.assigneeId && ticket.assigneeId !== me.agent.id && !others.some((agent) => agent.id === ticket.assigneeId);
  const name = ticket.assigneeName ?? '?';
  const gone = { label: t('ticket.control.gone', { name }), mark: <CircleAlert size={14} className={css.gone} aria-hidden /> };
  // Whoever is none of those who are active is deactivated; before they are known nothing is said of him.
  const other = isOther && (agents.data ? gone : { label: name });
  const topics = [
    { id: NO_TOPIC, label: t('ticket.control.noTopic') },
    ...me.topics.filter(({ key, archived }) => !archived || key === ticket.topic).map(({ key, name }) => ({ id: key, label: name })),
  ];
  if (ticket.topic && !topics.some(({ id }) => id === ticket.topic)) topics.push({ id: ticket.topic, label: ticket.topic });

  const called = (name: Control) => ({ open: control === name, onOpenChange: (open: boolean) => onControl(open ? name : null) });
  const teams = useTeams().data ?? [];

  return (
    <div className={`${css.controls} ${fading.row}`}>
      <PickMenu
        label={t('ticket.control.status')}
        testId={testIds.status}
        keys="i"
        {...called('status')}
        disabled={disabled}
        value={ticket.status}
        options={STATUS_ORDER.map((id) => ({ id, label: t(`status.${id}`), mark: <span className={css.dot} data-status={id} /> }))}
        onPick={(status) => actions.setStatus(ticket, status)}
      />
      <PickMenu
        label={t('ticket.control.assignee')}
        keys="a"
        testId={testIds.assignee}
        disabled={disabled}
        {...called('assignee')}
        firstIsLikeliest
        value={ticket.assigneeId ?? NOBODY}
        options={[
          { id: me.agent.id, label: me.agent.name, hint: t('ticket.control.me'), mark: <UserRound size={14} aria-hidden /> },
          { id: NOBODY, label: t('ticket.control.nobody'), mark: <UserRoundX size={14} aria-hidden /> },
          ...(other && ticket.assigneeId ? [{ id: ticket.assigneeId, ...other }] : []),
          ...others.map(({ id, name, online }) => ({
            id,
            label: name,
            mark: <UserRound size={14} aria-hidden />,
            ...(online ? { hint: t('queues.online') } : {}),
          })),
        ]}
        onPick={(id) => actions.assign(ticket, id === NOBODY ? null : id)}
      />
      <PickMenu
        label={t('ticket.control.priority')}
        testId={testIds.priority}
        keys="p"
        {...called('priority')}
        firstIsLikeliest
        disabled={disabled}
        value={ticket.priority}
        options={PRIORITY_ORDER.map((id) => ({ id, label: t(`priority.${id}`), mark: <PriorityBars priority={id} /> }))}
        onPick={(priority) => actions.setPriority(ticket, priority)}
      />
      <PickMenu
        label={t('ticket.control.topic')}
        testId={testIds.topic}
        keys="o"
        {...called('topic')}
        disabled={disabled}
        value={ticket.topic ?? NO_TOPIC}
        options={topics}
        onPick={(id) => actions.setTopic(ticket, id === NO_TOPIC ? null : id, topics.find((topic) => topic.id === id)?.label ?? id)}
      />
      {teams.length > 0 && (
        <PickMenu
          label={t('work.teamOf.label')}
          testId="team"
          keys={keyOf('team')}
          {...called('team')}
          disabled={disabled}
          value={ticket.teamId ?? NOBODY}
          options={[{ id: NOBODY, label: t('work.teamOf.none') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
          onPick={(id) => actions.setTeam(ticket, id === NOBODY ? null : id, teams.find((team) => team.id === id)?.name ?? '')}
        />
      )}
      <Tags
        ticket={ticket}
        actions={actions}
        adding={control === 'tag'}
        onAdding={(adding) => onControl(adding ? 'tag' : null)}
        disabled={disabled}
      />
      <Viewers ticketId={ticket.id} />
      <WaitText ticket={ticket} />
    </div>
  );
}

function PriorityBars({ priority }: { priority: Ticket['priority'] }) {
  const on = ['low', 'normal', 'high'].indexOf(priority);
  return (
    <span className={css.bars} data-priority={priority} aria-hidden>
      {[5, 8, 12].map((height, index) => (
        <i key={height} style={{ height }} data-on={priority === 'urgent' || index <= on || undefined} />
      ))}
    </span>
  );
}
