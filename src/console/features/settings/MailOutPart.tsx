import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mailbox, RelayTest } from '../../../contract/mailboxes.js';
import type { SetupState } from '../../../contract/setup.js';
import { useMay, useMe } from '../../api/session.js';
import { useSetupChange, useSetupDoc, useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { errorText } from '../../i18n/errorText.js';
import css from './Settings.module.css';
import { PartLead } from './PartLead.js';
import { RELAY_PORTS, type RelaySecurity, relayUrlOf } from './relayUrl.js';
import { useOvertaken } from './useOvertaken.js';
import { useSave } from './useSave.js';

const PATH = '/mailboxes';
const SETUP = '/setup';
const SECURITIES: readonly RelaySecurity[] = ['tls', 'starttls', 'none'];

/** The addresses that mail goes out from; each can be tried by a mail to oneself. */
export function MailOutPart() {
  const { t } = useTranslation();
  const mailboxes = useSetupList<Mailbox>(PATH);
  const setup = useSetupDoc<SetupState>(SETUP);
  const { save } = useSave(PATH, SETUP);
  const mayWrite = useMay('mail_accounts.write');
  const forms = useDialogs<Mailbox | 'new'>();
  const relay = setup.data?.relay;
  return (
    <section className={css.group} data-testid="mail-out">
      <div className={css.top}>
        <PartLead>{t('desk.mailOut.lead')}</PartLead>
        {mayWrite && (
          <Button look="main" onPress={() => forms.open('new')} testId="sender-new">
            <Plus size={16} aria-hidden />
            {t('desk.mailOut.add')}
          </Button>
        )}
      </div>
      {(mailboxes.isPending || setup.isPending) && <Skeleton rows={2} />}
      {mailboxes.isError && <ErrorNote error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />}
      {relay === null && (
        <p className={css.told} data-testid="no-relay">
          {t('desk.mailOut.none')}
        </p>
      )}
      {relay?.origin === 'environment' && (
        <ul className={css.rows}>
          <li>
            <div className={css.words}>
              <strong>{relay.from}</strong>
              <span>{t('desk.mailOut.fixed')}</span>
              <TryIt mailboxId={null} />
            </div>
          </li>
        </ul>
      )}
      <ul className={css.rows}>
        {mailboxes.data?.map((mailbox) => (
          <li key={mailbox.id} data-testid="sender">
            <div className={css.words}>
              <strong dir="auto">
                {mailbox.name} &lt;{mailbox.address}&gt;
              </strong>
              <span>
                {mailbox.ownRelay
                  ? relay?.from === mailbox.address && relay.origin === 'settings'
                    ? t('desk.mailOut.default')
                    : t('desk.mailOut.own')
                  : t('desk.mailOut.shared')}
              </span>
              {mailbox.signature && <p dir="auto">{mailbox.signature}</p>}
              {mayWrite && (mailbox.ownRelay || relay?.origin === 'environment') && <TryIt mailboxId={mailbox.id} />}
            </div>
            {mayWrite && (
              <div className={css.tools}>
                <Button size="small" look="quiet" onPress={() => forms.open(mailbox)}>
                  {t('action.edit')}
                </Button>
                <Button size="small" look="quiet" onPress={() => save('DELETE', `${PATH}/${mailbox.id}`)}>
                  {t('settings.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {forms.draw((one, onClose) => (
        <SenderForm mailbox={one === 'new' ? null : one} onClose={onClose} />
      ))}
    </section>
  );
}

/** A mail to oneself: only what has arrived is sure to work. */
function TryIt({ mailboxId }: { mailboxId: string | null }) {
  const { t } = useTranslation();
  const { agent } = useMe();
  const send = useSetupChange<RelayTest>();
  const [to, setTo] = useState(agent.email);
  return (
    <form
      className={css.line}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ method: 'POST', path: '/setup/mail', body: { mailboxId, to } });
      }}
      data-testid="mail-test"
    >
      <Field label={t('desk.mailOut.to')}>
        {(ids) => <input {...ids} type="email" required value={to} onChange={(event) => setTo(event.target.value)} />}
      </Field>
      <Button type="submit" size="small" isDisabled={send.isPending} testId="mail-test-send">
        {t('desk.mailOut.try')}
      </Button>
      <div role="status" data-testid="mail-test-result" className={css.full}>
        {send.isPending && t('settings.mail.testing')}
        {send.data?.ok && t('desk.mailOut.gone', { to, answer: send.data.message })}
        {send.data?.ok === false && <p className={css.alarm}>{t('desk.mailOut.refused', { answer: send.data.message })}</p>}
        {send.isError && <p className={css.alarm}>{errorText(t, send.error)}</p>}
      </div>
    </form>
  );
}

function SenderForm({ mailbox, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { save, isPending } = useSave(PATH, SETUP);
  const { overtaken, seen, tellThere, question } = useOvertaken(PATH, mailbox?.version, onClose);
  const [ownRelay, setOwnRelay] = useState(mailbox?.ownRelay ?? true);
  const [security, setSecurity] = useState<RelaySecurity>('tls');

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const word = (name: string): string => String(data.get(name) ?? '').trim();
    const relayUrl =
      ownRelay && word('host')
        ? relayUrlOf({
            security,
            host: word('host'),
            port: Number(word('port')),
            user: word('user'),
            password: String(data.get('password') ?? ''),
          })
        : null;
    // A relay that is kept stays, until another one is typed or it is switched off.
    const keeps = mailbox?.ownRelay && ownRelay && relayUrl === null;
    const body = {
      address: word('address'),
      name: word('name'),
      signature: word('signature'),
      language: word('language') || null,
      ...(keeps ? {} : { relayUrl }),
    };
    if (mailbox) save('PATCH', `${PATH}/${mailbox.id}`, { ...body, ...seen }, onClose, tellThere);
    else save('POST', PATH, body, onClose);
  }

  const needed = ownRelay && !mailbox?.ownRelay;
  return (
    <Dialog title={t(mailbox ? 'desk.mailOut.edit' : 'desk.mailOut.add')} open onClose={onClose} width={560} testId="sender-form">
      <form className={css.form} onSubmit={submit}>
        <div className={css.pair}>
          <Field label={t('desk.mailOut.address')}>
            {(ids) => (
              <input
                {...ids}
                name="address"
                type="email"
                required
                maxLength={320}
                defaultValue={mailbox?.address ?? ''}
                placeholder="support@example.com"
                autoFocus
              />
            )}
          </Field>
          <Field label={t('desk.mailOut.name')}>
            {(ids) => <input {...ids} name="name" required maxLength={120} defaultValue={mailbox?.name ?? ''} dir="auto" />}
          </Field>
        </div>
        <label className={css.check}>
          <input type="checkbox" checked={ownRelay} onChange={(event) => setOwnRelay(event.target.checked)} />
          {t('desk.mailOut.hasRelay')}
        </label>
        {ownRelay && (
          <fieldset className={css.group}>
            <legend>{t('desk.mailOut.relay')}</legend>
            {mailbox?.ownRelay && <p className={css.hint}>{t('desk.mailOut.kept')}</p>}
            <Field label={t('desk.mailOut.host')}>
              {(ids) => <input {...ids} name="host" required={needed} spellCheck={false} placeholder="smtp.example.com" />}
            </Field>
            <div className={css.pair}>
              <Field label={t('settings.mail.security')}>
                {(ids) => (
                  <select {...ids} value={security} onChange={(event) => setSecurity(event.target.value as RelaySecurity)}>
                    {SECURITIES.map((one) => (
                      <option key={one} value={one}>
                        {t(`settings.mail.securities.${one}`)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <Field label={t('settings.mail.port')}>
                {(ids) => (
                  <input
                    {...ids}
                    key={security}
                    name="port"
                    type="number"
                    min={1}
                    max={65_535}
                    required={needed}
                    defaultValue={RELAY_PORTS[security]}
                  />
                )}
              </Field>
              <Field label={t('settings.mail.user')}>
                {(ids) => <input {...ids} name="user" maxLength={320} autoComplete="off" spellCheck={false} />}
              </Field>
              <Field label={t('settings.mail.password')}>
                {(ids) => <input {...ids} name="password" type="password" autoComplete="new-password" />}
              </Field>
            </div>
          </fieldset>
        )}
        <Field label={t('account.signature')}>
          {(ids) => <textarea {...ids} name="signature" rows={3} maxLength={4000} defaultValue={mailbox?.signature ?? ''} dir="auto" />}
        </Field>
        <Field label={t('desk.mailOut.language')} hint={t('desk.mailOut.languageHint')}>
          {(ids) => (
            <input {...ids} name="language" maxLength={35} defaultValue={mailbox?.language ?? ''} placeholder="de" className={css.short} />
          )}
        </Field>
        {question}
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending || overtaken} testId="sender-save">
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
