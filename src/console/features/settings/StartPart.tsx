import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PhoneState } from '../../../contract/phone.js';
import { hasColleagues } from '../../../contract/sampleAgents.js';
import type { SetupState } from '../../../contract/setup.js';
import type { WidgetSetup } from '../../../contract/widget.js';
import { useAgents, useMay, useMe } from '../../api/session.js';
import { useSetupDoc, useSetupList } from '../../api/setup.js';
import type { MailAccount } from '../../../contract/mailAccounts.js';
import css from './Settings.module.css';
import type { Part } from './parts.js';

interface Step {
  id: 'sandbox' | 'mail' | 'chat' | 'people' | 'number';
  to: Part | 'sandbox' | null;
  done: boolean | null;
}

/** What is left to do until the desk works, in the order in which it is best done. */
export function StartPart() {
  const { t } = useTranslation();
  const { production, agent: me } = useMe();
  const mail = useSetupList<MailAccount>('/mail-accounts');
  const chat = useSetupDoc<WidgetSetup>('/widget');
  const setup = useSetupDoc<SetupState>('/setup');
  const agents = useAgents();
  const phone = useSetupDoc<PhoneState>('/settings/phone');
  const mayRunAgain = useMay('settings.write');
  const steps: Step[] = [
    ...(production ? [] : [{ id: 'sandbox', to: 'sandbox', done: null } as const]),
    { id: 'mail', to: 'mail', done: mail.data ? mail.data.some(({ state }) => state === 'connected') : null },
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
            ) : (
              to && (
                <Link to="/settings/$part" params={{ part: to }}>
                  {t('settings.start.open')}
                </Link>
              )
            )}
          </li>
        ))}
      </ol>
      {mayRunAgain && (
        <p>
          <Link to="/welcome" data-testid="welcome-again">
            {t('welcome.again')}
          </Link>
        </p>
      )}
    </>
  );
}
