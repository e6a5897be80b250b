import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneState, PhoneTest } from '../../../contract/phone.js';
import { useMay } from '../../api/session.js';
import { useSetupChange, useSetupTest, useWatchedDoc } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { CopyButton } from '../../components/CopyButton.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import { PartLead } from './PartLead.js';
import { useSave } from './useSave.js';

const PATH = '/settings/phone';

/** The number for texts, WhatsApp and calls: the account is asked for real, and its first signed request is waited for. */
export function PhonePart() {
  const { t } = useTranslation();
  const phone = useWatchedDoc<PhoneState>(PATH);
  const mayWrite = useMay('settings.write');
  if (phone.isError) return <ErrorNote error={phone.error} onRetry={() => void phone.refetch()} />;
  if (!phone.data) return <Skeleton rows={4} />;
  return (
    <>
      <PartLead>{t('desk.phone.lead')}</PartLead>
      {phone.data.origin === 'environment' ? (
        <p className={css.told} data-testid="phone-fixed">
          {t('desk.phone.fixed', { number: phone.data.number ?? '–' })}
        </p>
      ) : (
        mayWrite && <Account key={phone.data.accountSid} phone={phone.data} />
      )}
      {phone.data.origin && <Hooks phone={phone.data} mayWrite={mayWrite && phone.data.origin === 'settings'} />}
    </>
  );
}

function Account({ phone }: { phone: PhoneState }) {
  const { t } = useTranslation();
  const test = useSetupTest<PhoneTest>();
  const { save, isPending } = useSave<PhoneState>(PATH);
  const [version, setVersion] = useState(phone.version);
  /** What was tried last, and works. */
  const works = useRef<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const word = (name: string): string => String(data.get(name) ?? '').trim();
    const body = {
      accountSid: word('accountSid'),
      number: word('number').replace(/[\s().-]/g, ''),
      ...(word('authToken') ? { authToken: word('authToken') } : {}),
    };
    const key = JSON.stringify(body);
    if (works.current === key) {
      works.current = null;
      return save('PATCH', PATH, { ...body, version }, (saved) => setVersion(saved.version));
    }
    if (test.isPending) return;
    test.mutate(
      { method: 'POST', path: `${PATH}/test`, body },
      {
        onSuccess: ({ ok }) => {
          works.current = ok ? key : null;
          // What saves it is the form itself, which is known as not saved until then.
          if (ok) form.requestSubmit();
        },
      },
    );
  }

  const { data: result } = test;
  return (
    <form className={css.form} onSubmit={submit} onInput={() => test.reset()} data-testid="phone-form">
      <Field label={t('desk.phone.sid')} hint={t('desk.phone.sidHint')}>
        {(ids) => (
          <input
            {...ids}
            name="accountSid"
            required
            pattern="AC[0-9a-fA-F]{32}"
            title={t('desk.phone.sidForm')}
            spellCheck={false}
            autoComplete="off"
            defaultValue={phone.accountSid ?? ''}
            placeholder="AC…"
            className={css.code}
          />
        )}
      </Field>
      <Field label={t('desk.phone.token')} hint={phone.origin ? t('desk.phone.tokenKept') : t('desk.phone.tokenHint')}>
        {(ids) => <input {...ids} name="authToken" type="password" required={!phone.origin} autoComplete="new-password" />}
      </Field>
      <Field label={t('desk.phone.number')} hint={t('desk.phone.numberHint')}>
        {(ids) => (
          <input
            {...ids}
            name="number"
            type="tel"
            required
            defaultValue={phone.number ?? ''}
            placeholder="+12025550123"
            className={css.short}
          />
        )}
      </Field>
      <div role="status" data-testid="phone-result">
        {test.isPending && t('settings.mail.testing')}
        {result?.ok && t('desk.phone.works', { name: result.accountName ?? '' })}
        {result?.problem && (
          <p className={css.alarm}>
            {t(`desk.phone.problem.${result.problem.code}`)} <small>{result.problem.message}</small>
          </p>
        )}
        {test.isError && <p className={css.alarm}>{errorText(t, test.error)}</p>}
      </div>
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={isPending} testId="phone-save">
          {t('desk.phone.save')}
        </Button>
        {phone.origin && (
          <Button look="quiet" onPress={() => save('DELETE', PATH)}>
            {t('desk.phone.forget')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Where texts and calls have to be sent, and whether they have come. */
function Hooks({ phone: { hooks, reachable, seen, refused }, mayWrite }: { phone: PhoneState; mayWrite: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const point = useSetupChange<PhoneTest>(PATH);
  const [told, setTold] = useState<PhoneTest | null>(null);
  return (
    <section className={css.group} data-testid="phone-hooks">
      <h3 className={css.sub}>{t('desk.phone.hooks')}</h3>
      <p className={css.hint}>{t('desk.phone.hooksHint')}</p>
      {(['sms', 'voice'] as const).map((hook) => (
        <div key={hook} className={css.span}>
          <strong>{t(`desk.phone.hook.${hook}`)}</strong>
          <code className={css.url}>{hooks[hook]}</code>
          <CopyButton text={hooks[hook]} />
        </div>
      ))}
      {!reachable && !seen && (
        <p className={css.alarm} data-testid="phone-unreachable">
          {t('desk.phone.unreachable')}
        </p>
      )}
      {mayWrite && reachable && (
        <div>
          <Button
            size="small"
            isDisabled={point.isPending}
            onPress={() => point.mutate({ method: 'POST', path: `${PATH}/hooks` }, { onSuccess: setTold })}
            testId="phone-point"
          >
            {t('desk.phone.point')}
          </Button>
        </div>
      )}
      {told?.points && <p role="status">{told.points.sms && told.points.voice ? t('desk.phone.pointed') : t('desk.phone.notPointed')}</p>}
      {(told?.problem || point.isError) && (
        <p className={css.alarm} role="alert">
          {told?.problem ? t(`desk.phone.problem.${told.problem.code}`) : errorText(t, point.error)}
        </p>
      )}
      <p className={css.told} role="status" data-testid="phone-seen" data-seen={seen ? 'yes' : refused ? 'refused' : 'no'}>
        {refused
          ? t('desk.phone.refused', { time: format.full(refused.at) })
          : seen
            ? t('desk.phone.seen', { time: format.full(seen.at) })
            : t('desk.phone.waiting')}
      </p>
    </section>
  );
}
