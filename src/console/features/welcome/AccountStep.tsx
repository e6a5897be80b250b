import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AboutForm, EmailForm } from '../profile/ProfilePage.js';
import { PasswordForm } from '../profile/PasswordForm.js';
import css from './Welcome.module.css';

/** The first admin becomes a person: name, address, and a password that stands in no terminal. */
export function AccountStep() {
  const { t } = useTranslation();
  const [changed, setChanged] = useState(false);
  return (
    <>
      <AboutForm />
      <h3 className={css.sub}>{t('account.signIn')}</h3>
      <EmailForm />
      <h3 className={css.sub}>{t('session.password')}</h3>
      <p className={css.lead}>{t('welcome.printed')}</p>
      {changed ? <p role="status" data-testid="password-done">{t('account.passwordDone')}</p> : <PasswordForm onDone={() => setChanged(true)} />}
    </>
  );
}
