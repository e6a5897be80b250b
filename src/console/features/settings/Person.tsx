import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../contract/desk.js';
import type { useQueues } from '../../api/desk.js';
import { useMay, useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { Roles } from './Roles.js';
import css from './Settings.module.css';
import { useFreeTickets } from './useFreeTickets.js';
import { useSave } from './useSave.js';

/** Who is deactivated is among them. */
export const AGENTS = '/agents?inactive=true';

interface Props {
  agent: Agent;
  mayWrite: boolean;
  /** Tells how many live tickets each has. */
  queues: ReturnType<typeof useQueues>;
  onPassword: (password: string) => void;
}

/** What an admin does with a colleague. One's own role and way in are not changed here. */
export function Person({ agent, mayWrite, queues, onPassword }: Props) {
  const { t } = useTranslation();
  const me = useMe().agent;
  const change = useSave<Agent>(AGENTS);
  const reset = useSave<{ oneTimePassword: string }>(AGENTS);
  const tickets = useFreeTickets();
  const mayFree = useMay('ticket.change');
  const [isAsked, setAsked] = useState(false);
  const [isCounting, setCounting] = useState(false);
  const mine = agent.id === me.id;
  const heldIn = (data: typeof queues.data): number => data?.agents.find(({ id }) => id === agent.id)?.open ?? 0;
  const held = heldIn(queues.data);
  const isGone = !agent.active && held > 0;
  const holds = t('desk.people.holds', { count: held, name: agent.name });

  function setActive(active: boolean, onDone?: () => void): void {
    setAsked(false);
    change.save('PATCH', `/agents/${agent.id}`, { active }, onDone);
  }

  /** Asks what becomes of the tickets that he has now, if there are any. */
  async function deactivate(): Promise<void> {
    setCounting(true);
    const { data, error } = await queues.refetch();
    setCounting(false);
    if (error) say(t('settings.failed', { reason: errorText(t, error) }), { tone: 'alarm' });
    else if (heldIn(data) > 0) setAsked(true);
    else setActive(false);
  }

  return (
    <li data-testid="agent" data-off={!agent.active || undefined}>
      <div className={css.words}>
        <strong dir="auto">{agent.name}</strong>
        <span>
          {agent.email}
          {mayWrite && !mine ? '' : ` · ${t(`role.${agent.role}`)}`}
          {agent.active ? '' : ` · ${t('settings.people.inactive')}`}
        </span>
        {isGone && (
          <p className={css.alarm} data-testid="agent-holds">
            {holds}
          </p>
        )}
        {mayWrite && !mine && <p className={css.hint}>{t(`desk.people.does.${agent.role}`)}</p>}
      </div>
      <div className={css.tools}>
        {mayWrite && !mine && (
          <select
            value={agent.role}
            aria-label={t('desk.people.roleOf', { name: agent.name })}
            onChange={(event) => change.save('PATCH', `/agents/${agent.id}`, { role: event.currentTarget.value })}
            data-testid="agent-role"
          >
            <Roles />
          </select>
        )}
        {isGone && mayFree && (
          <Button size="small" isDisabled={tickets.isPending} onPress={() => tickets.free(agent)} testId="agent-free">
            {t('desk.people.free')}
          </Button>
        )}
        {mayWrite && !mine && (
          <>
            {agent.active && (
              <Button
                size="small"
                look="quiet"
                onPress={() =>
                  reset.save('POST', `/agents/${agent.id}/password`, undefined, ({ oneTimePassword }) => onPassword(oneTimePassword))
                }
                testId="agent-reset"
              >
                {t('desk.people.reset')}
              </Button>
            )}
            <Button
              size="small"
              look="quiet"
              isDisabled={isCounting}
              onPress={() => (agent.active ? void deactivate() : setActive(true))}
              testId="agent-active"
            >
              {t(agent.active ? 'settings.people.deactivate' : 'settings.people.activate')}
            </Button>
          </>
        )}
      </div>
      <Dialog
        title={t('desk.people.deactivateSure', { name: agent.name })}
        lead={holds}
        open={isAsked}
        onClose={() => setAsked(false)}
        testId="deactivate"
        foot={
          <>
            <Button onPress={() => setActive(false)} testId="deactivate-leave">
              {t('desk.people.andLeave')}
            </Button>
            <Button look="main" onPress={() => setActive(false, () => tickets.free(agent))} testId="deactivate-free">
              {t('desk.people.andFree')}
            </Button>
          </>
        }
      >
        <p>{t('desk.people.holdsWhy')}</p>
      </Dialog>
    </li>
  );
}
