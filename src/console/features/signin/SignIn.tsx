import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Me } from '../../../contract/desk.js';
import { ApiError } from '../../api/http.js';
import { useSignIn } from '../../api/session.js';
import { BrandMark } from '../../components/BrandMark.js';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import { WholeWords } from '../../components/WholeWords.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { LanguageLinks } from './LanguageLinks.js';
import css from './SignIn.module.css';

/** @param left whose session has ended over his desk: it waits for him */
export function SignIn({ left }: { left?: Me }) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [isAnother, setAnother] = useState(false);
  const isBack = left !== undefined;
  // The cover puts the focus into its first box as it opens.
  useEffect(() => void (isBack && password.current?.focus()), [isBack]);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate(
      { email: String(form.get('email')).trim(), password: String(form.get('password')) },
      { onError: () => password.current?.select() },
    );
  }

  function forAnother(): void {
    setAnother(true);
    for (const box of [password, email]) if (box.current) box.current.value = '';
    email.current?.focus();
  }

  return (
    <main className={css.page}>
      <form className={css.form} onSubmit={submit} data-testid={testIds.signInForm}>
        <span className={css.mark}>
          <BrandMark size={40} />
        </span>
        <h1 className={css.title}>{t('brand')}</h1>
        <p className={css.lead}>
          <WholeWords>
            {left ? t(isAnother ? 'session.anotherLead' : 'session.again', { name: left.agent.name }) : t('session.lead')}
          </WholeWords>
        </p>
        <Field label={t('session.email')}>
          {(ids) => (
            <input
              {...ids}
              ref={email}
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus={!isBack}
              defaultValue={left?.agent.email}
              data-testid={testIds.signInEmail}
            />
          )}
        </Field>
        <Field label={t('session.password')}>
          {(ids) => (
            <input
              {...ids}
              ref={password}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              data-testid={testIds.signInPassword}
            />
          )}
        </Field>
        {signIn.isError && (
          <p className={css.error} role="alert" data-testid={testIds.signInError}>
            {reason(t, signIn.error)}
          </p>
        )}
        <Button type="submit" look="main" isDisabled={signIn.isPending} testId={testIds.signInSubmit}>
          {signIn.isPending ? t('session.busy') : t('session.submit')}
        </Button>
        {left && !isAnother && (
          <Button look="quiet" onPress={forAnother} testId="sign-in-another">
            {t('session.another')}
          </Button>
        )}
      </form>
      <LanguageLinks />
    </main>
  );
}

function reason(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return errorText(t, error);
  if (error.code === 'wrong_credentials') return t('session.wrong');
  if (error.code === 'too_many_requests') return t('session.tooMany');
  if (error.code === 'offline' || error.code === 'unavailable') return t('session.unreachable');
  return errorText(t, error);
}
