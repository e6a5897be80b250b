import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PhoneState } from '../../../contract/phone.js';
import { hasColleagues } from '../../../contract/sampleAgents.js';
import type { SetupState } from '../../../contract/setup.js';
import type { WidgetSetup } from '../../../contract/widget.js';
import { useQueues } from '../../api/desk.js';
import { useAgents, useMe } from '../../api/session.js';
import { useSetupDoc } from '../../api/setup.js';
import css from './Settings.module.css';
import { CHANGE_RIGHTS, type Part } from './parts.js';

interface Step {
  id: 'sandbox' | 'mail' | 'chat' | 'people' | 'number';
  to: Part | 'sandbox';
  done: boolean | null;
}

/** What is left to do until the desk works, in the order in which it is best done. What somebody may not do is shown as an admin's to do. */
export function StartPart() {
  const { t } = useTranslation();
  const { production, agent: me, rights } = useMe();
  // Not the mailboxes themselves, which not everybody who sees this may read.
  const mailboxes = useQueues().data?.mailAccounts;
  const chat = useSetupDoc<WidgetSetup>('/widget');
  const setup = useSetupDoc<SetupState>('/setup');
  const agents = useAgents();
  const phone = useSetupDoc<PhoneState>('/settings/phone');
  const steps: Step[] = [
    ...(production ? [] : [{ id: 'sandbox', to: 'sandbox', done: null } as const]),
    { id: 'mail', to: 'mail', done: mailboxes ? mailboxes.some(({ state }) => state === 'connected') : null },
    {
      id: 'chat',
      to: 'chat',
      done: chat.data && setup.data ? chat.data.origins.length > 0 || setup.data.pages.some(({ listed }) => listed) : null,
    },
    { id: 'people', to: 'people', done: agents.data ? hasColleagues(agents.data, me.id) : null },
    { id: 'number', to: 'phone', done: phone.data ? phone.data.origin !== null : null },
  ];
  return (
    <>
      <p className={css.lead}>{t('settings.start.lead')}</p>
      <ol className={css.steps}>
        {steps.map(({ id, to, done }) => (
          <li key={id} data-testid={`step-${id}`} data-done={done || undefined}>
            {done ? (
              <CircleCheck size={20} aria-label={t('settings.start.done')} />
            ) : (
              <CircleDashed size={20} aria-label={t('settings.start.todo')} />
            )}
            <div>
              <strong>{t(`settings.start.${id}`)}</strong>
              <p>{t(`settings.start.${id}Text`)}</p>
            </div>
            {to === 'sandbox' ? (
              <Link to="/sandbox">{t('settings.start.openSandbox')}</Link>
            ) : rights.includes(CHANGE_RIGHTS[to]) ? (
              <Link to="/settings/$part" params={{ part: to }}>
                {t('settings.start.open')}
              </Link>
            ) : (
              !done && <p>{t('settings.start.byAdmin')}</p>
            )}
          </li>
        ))}
      </ol>
      {rights.includes('settings.write') && (
        <p>
          <Link to="/welcome" data-testid="welcome-again">
            {t('welcome.again')}
          </Link>
        </p>
      )}
    </>
  );
}
