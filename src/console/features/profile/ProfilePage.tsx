import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeEmail, useChangeMe, useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import { Leaving } from '../../components/Leaving.js';
import { Page } from '../../components/Page.js';
import { say } from '../../components/toasts.js';
import { useUnsaved } from '../../components/useUnsaved.js';
import { errorText } from '../../i18n/errorText.js';
import { chooseLanguage } from '../../i18n/index.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import { NoticesForm } from '../frame/NoticesForm.js';
import { PasswordForm, reason } from './PasswordForm.js';
import css from './Profile.module.css';

/** What is one's own: name, signature, language, the way in, and when to be left in peace. */
export function ProfilePage() {
  const { t } = useTranslation();
  const unsaved = useUnsaved();
  return (
    <Page title={t('account.title')} lead={t('account.lead')} testId="profile">
      <div {...unsaved.parts} onSubmit={unsaved.submitted}>
        <section className={css.part}>
          <h2>{t('account.about')}</h2>
          <AboutForm />
        </section>
        <section className={css.part}>
          <h2>{t('account.signIn')}</h2>
          <EmailForm />
        </section>
        <section className={css.part}>
          <h2>{t('session.password')}</h2>
          <p className={css.lead}>{t('account.passwordLead')}</p>
          <PasswordForm onDone={() => say(t('account.passwordDone'))} />
        </section>
        <section className={css.part}>
          <h2>{t('work.notice.settings')}</h2>
          <p className={css.lead}>{t('account.noticesLead')}</p>
          <NoticesForm />
        </section>
      </div>
      <Leaving isUnsaved={unsaved.isUnsaved} />
    </Page>
  );
}

/** Name, signature and language. */
export function AboutForm() {
  const { t, i18n } = useTranslation();
  const { agent, signature, language } = useMe();
  const change = useChangeMe();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const spoken = LANGUAGES.find((one) => one === data.get('language')) ?? 'en';
    change.mutate(
      { name: String(data.get('name')).trim(), signature: String(data.get('signature')).trim(), language: spoken },
      {
        onSuccess: () => void chooseLanguage(spoken).then(() => say(i18n.t('settings.saved'))),
      },
    );
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="about-form">
      <Field label={t('account.name')} hint={t('account.nameHint')}>
        {(ids) => (
          <input
            {...ids}
            name="name"
            required
            maxLength={200}
            defaultValue={agent.name}
            autoComplete="name"
            dir="auto"
            data-testid="profile-name"
          />
        )}
      </Field>
      <Field label={t('account.signature')} hint={t('account.signatureHint')}>
        {(ids) => (
          <textarea
            {...ids}
            name="signature"
            rows={3}
            maxLength={2000}
            defaultValue={signature}
            dir="auto"
            data-testid="profile-signature"
          />
        )}
      </Field>
      <Field label={t('language.label')}>
        {(ids) => (
          <select {...ids} name="language" defaultValue={language ?? i18n.resolvedLanguage} data-testid="profile-language">
            {LANGUAGES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {change.isError && (
        <p className={css.error} role="alert">
          {t('settings.failed', { reason: errorText(t, change.error) })}
        </p>
      )}
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={change.isPending} testId="profile-save">
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}

/** The address to sign in with. */
export function EmailForm() {
  const { t } = useTranslation();
  const { agent } = useMe();
  const change = useChangeEmail();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    change.mutate(
      { email: String(data.get('email')).trim(), password: String(data.get('password')) },
      {
        onSuccess: () => {
          form.reset();
          say(t('settings.saved'));
        },
      },
    );
  }

  return (
    <form className={css.form} onSubmit={submit} key={agent.email} data-testid="email-form">
      <Field label={t('session.email')} hint={t('account.emailHint')}>
        {(ids) => (
          <input
            {...ids}
            name="email"
            type="email"
            required
            maxLength={320}
            defaultValue={agent.email}
            autoComplete="username"
            data-testid="profile-email"
          />
        )}
      </Field>
      <Field label={t('account.current')}>
        {(ids) => <input {...ids} name="password" type="password" required autoComplete="current-password" />}
      </Field>
      {change.isError && (
        <p className={css.error} role="alert">
          {reason(t, change.error)}
        </p>
      )}
      <div className={css.buttons}>
        <Button type="submit" isDisabled={change.isPending}>
          {t('account.changeEmail')}
        </Button>
      </div>
    </form>
  );
}
