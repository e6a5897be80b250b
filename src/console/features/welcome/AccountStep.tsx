import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { AboutForm, EmailForm } from '../profile/ProfilePage.js';
import { PasswordForm } from '../profile/PasswordForm.js';
import css from './Welcome.module.css';

/** The first admin becomes a person: name, address, and a password that stands in no terminal. */
export function AccountStep() {
  const { t } = useTranslation();
  const { agent } = useMe();
  const [changed, setChanged] = useState(false);
  return (
    <>
      <AboutForm />
      <h3 className={css.sub}>{t('session.password')}</h3>
      {changed ? (
        <p role="status" data-testid="password-done">
          {t('account.passwordDone')}
        </p>
      ) : (
        <PasswordForm onDone={() => setChanged(true)} />
      )}
      <details className={css.more}>
        <summary>{t('welcome.otherAddress', { address: agent.email })}</summary>
        <EmailForm />
      </details>
    </>
  );
}
