import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { ApiError } from '../../api/http.js';
import { useChangePassword } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import { errorText } from '../../i18n/errorText.js';
import css from './Profile.module.css';

const LEAST = 10;

/** A password of one's own. `first`: in place of one that somebody else has seen. */
export function PasswordForm({ first = false, onDone }: { first?: boolean; onDone?: () => void }) {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [wrong, setWrong] = useState<'differ' | 'same' | null>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [current, next] = [String(data.get('current')), String(data.get('next'))];
    const mistake = next !== String(data.get('again')) ? 'differ' : next === current ? 'same' : null;
    setWrong(mistake);
    if (mistake) return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          form.reset();
          onDone?.();
        },
      },
    );
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="password-form">
      <Field label={t(first ? 'account.oneTime' : 'account.current')}>
        {(ids) => (
          <input
            {...ids}
            name="current"
            type="password"
            autoComplete="current-password"
            required
            autoFocus={first}
            data-testid="password-current"
          />
        )}
      </Field>
      <Field label={t('account.next')} hint={t('account.nextHint', { count: LEAST })}>
        {(ids) => (
          <input
            {...ids}
            name="next"
            type="password"
            autoComplete="new-password"
            required
            minLength={LEAST}
            maxLength={1000}
            data-testid="password-next"
          />
        )}
      </Field>
      <Field label={t('account.again')} error={wrong === 'differ' ? t('account.differ') : undefined}>
        {(ids) => <input {...ids} name="again" type="password" autoComplete="new-password" required data-testid="password-again" />}
      </Field>
      {(wrong === 'same' || change.isError) && (
        <p className={css.error} role="alert" data-testid="password-error">
          {wrong === 'same' ? t('account.same') : reason(t, change.error)}
        </p>
      )}
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={change.isPending} testId="password-save">
          {t(first ? 'account.choose' : 'account.changePassword')}
        </Button>
      </div>
    </form>
  );
}

/** What a form that asks for the present password says when it is refused. */
export function reason(t: TFunction, error: unknown): string {
  if (error instanceof ApiError && error.code === 'wrong_credentials') return t('account.wrong');
  if (error instanceof ApiError && error.code === 'conflict') return t('account.taken');
  return errorText(t, error);
}
