import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailAccount, MailAccountTestResult, MailProblem } from '../../../contract/mailAccounts.js';
import { useMay } from '../../api/session.js';
import { useSetupList, useSetupTest } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { errorText } from '../../i18n/errorText.js';
import css from './Settings.module.css';
import { MailOutPart } from './MailOutPart.js';
import { PartLead } from './PartLead.js';
import { SmtpDoor } from './SmtpDoor.js';
import { useSave } from './useSave.js';

const SECURITIES: readonly MailAccount['security'][] = ['tls', 'starttls', 'none'];

/** Both ways of mail. */
export function MailPart() {
  const { t } = useTranslation();
  return (
    <>
      <MailIn />
      <h3 className={css.sub}>{t('desk.mailOut.title')}</h3>
      <MailOutPart />
    </>
  );
}

/** How mail comes in: fetched from mailboxes, or delivered at our own door. */
export function MailIn() {
  const { t } = useTranslation();
  const accounts = useSetupList<MailAccount>('/mail-accounts');
  const { save } = useSave('/mail-accounts');
  const forms = useDialogs<'new'>();
  const mayWrite = useMay('mail_accounts.write');
  return (
    <>
      <div className={css.top}>
        <PartLead>{t('settings.mail.lead')}</PartLead>
        {mayWrite && (
          <Button look="main" onPress={() => forms.open('new')} testId="mailbox-new">
            <Plus size={16} aria-hidden />
            {t('settings.mail.add')}
          </Button>
        )}
      </div>
      {accounts.isPending && <Skeleton rows={2} />}
      {accounts.isError && <ErrorNote error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data?.length === 0 && <EmptyState title={t('settings.mail.none')} text={t('settings.mail.noneText')} />}
      <ul className={css.rows}>
        {accounts.data?.map((account) => (
          <li key={account.id} data-testid="mailbox" data-state={account.state}>
            <div className={css.words}>
              <strong dir="auto">{account.name}</strong>
              <span>
                {account.user} · {account.host} · {t(`settings.mail.state.${account.state}`)} ·{' '}
                {t('settings.mail.fetched', { count: account.fetched })}
              </span>
              {account.problem && (
                <div role="alert">
                  <Problem problem={account.problem} />
                </div>
              )}
            </div>
            {account.origin === 'environment' ? (
              <small>{t('settings.mail.environment')}</small>
            ) : (
              mayWrite && (
                <Button size="small" look="quiet" onPress={() => save('DELETE', `/mail-accounts/${account.id}`)}>
                  {t('settings.remove')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <SmtpDoor />
      {forms.draw((_, onClose) => (
        <MailForm onClose={onClose} />
      ))}
    </>
  );
}

/** What is wrong in the reader's language; what the server itself said is for whoever looks into it. */
function Problem({ problem }: { problem: MailProblem }) {
  const { t } = useTranslation();
  return (
    <div className={css.problem}>
      <p className={css.alarm}>{t(`settings.mail.problem.${problem.code}`)}</p>
      <details>
        <summary>{t('settings.mail.original')}</summary>
        <code dir="auto">{problem.message}</code>
      </details>
    </div>
  );
}

/** The connection is tried for real; only what works is saved from here. */
function MailForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const test = useSetupTest<MailAccountTestResult>();
  const { save, isPending } = useSave('/mail-accounts');
  const [tried, setTried] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // Not disabled meanwhile: a button that is takes the focus away.
    if (test.isPending) return;
    const data = new FormData(event.currentTarget);
    const word = (name: string): string => String(data.get(name) ?? '').trim();
    const body = {
      name: word('name'),
      address: word('address') || null,
      host: word('host'),
      port: Number(word('port')),
      security: word('security'),
      user: word('user'),
      credentials: { kind: 'password', password: String(data.get('password')) },
    };
    const key = JSON.stringify(body);
    if (tried === key && test.data?.ok) return save('POST', '/mail-accounts', body, onClose);
    setTried(key);
    test.mutate({ method: 'POST', path: '/mail-accounts/test', body });
  }

  const { data: result } = test;
  return (
    <Dialog title={t('settings.mail.add')} open onClose={onClose} testId="mailbox-form">
      <form className={css.form} onSubmit={submit} onInput={() => test.reset()}>
        <Field label={t('settings.mail.name')}>{(ids) => <input {...ids} name="name" required maxLength={120} />}</Field>
        <Field label={t('settings.mail.address')}>
          {(ids) => <input {...ids} name="address" type="email" maxLength={320} placeholder="support@example.com" />}
        </Field>
        <Field label={t('settings.mail.host')}>
          {(ids) => <input {...ids} name="host" required placeholder="imap.example.com" spellCheck={false} />}
        </Field>
        <div className={css.pair}>
          <Field label={t('settings.mail.security')}>
            {(ids) => (
              <select {...ids} name="security">
                {SECURITIES.map((one) => (
                  <option key={one} value={one}>
                    {t(`settings.mail.securities.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('settings.mail.port')}>
            {(ids) => <input {...ids} name="port" type="number" min={1} max={65_535} defaultValue={993} required />}
          </Field>
        </div>
        <Field label={t('settings.mail.user')}>
          {(ids) => <input {...ids} name="user" required maxLength={320} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label={t('settings.mail.password')}>
          {(ids) => <input {...ids} name="password" type="password" required autoComplete="new-password" />}
        </Field>
        <div role="status" data-testid="mailbox-result">
          {test.isPending && t('settings.mail.testing')}
          {result?.ok && t('settings.mail.works', { count: result.mails ?? 0 })}
          {result?.problem && <Problem problem={result.problem} />}
          {test.isError && <p className={css.alarm}>{errorText(t, test.error)}</p>}
          {!result && !test.isPending && !test.isError && <span className={css.hint}>{t('settings.mail.first')}</span>}
        </div>
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending} testId="mailbox-submit">
            {t(result?.ok ? 'action.save' : 'settings.mail.test')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
