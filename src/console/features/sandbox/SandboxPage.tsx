import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../contract/desk.js';
import { useAnswers, useBecome, useCameOf, useSandboxSend } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Field } from '../../components/Field.js';
import { Filter } from '../../components/Filter.js';
import { Page } from '../../components/Page.js';
import { errorText } from '../../i18n/errorText.js';
import { remember, remembered } from '../../lib/remembered.js';
import { LANGUAGES } from '../../i18n/languages.js';
import { inventCustomer, type Invented } from './inventCustomer.js';
import { PERSONAS } from './personas.js';
import css from './Sandbox.module.css';
import { SampleData } from './SampleData.js';

const KINDS = ['mail', 'text', 'call', 'chat'] as const;
type Kind = (typeof KINDS)[number];
const SAID = { subject: '', text: '' };

/** A customer for a moment: writes in by any channel, and reads what came back. */
export function SandboxPage() {
  const { t, i18n } = useTranslation();
  const personas = PERSONAS[LANGUAGES.find((one) => one === i18n.resolvedLanguage) ?? 'en'];
  const [me, setMe] = useState<Invented>(() => rememberedCustomer() ?? personas[0] ?? inventCustomer());
  const [kind, setKind] = useState<Kind>('mail');
  const [answering, setAnswering] = useState<OutboxItem | null>(null);
  /** What was proposed to whom, and has been sent: it is not proposed again. */
  const [spent, setSpent] = useState<readonly string[]>([]);
  const become = useBecome();
  const send = useSandboxSend();
  const { mutate: makeReal } = become;
  // By mail, phone and chat he is one customer from his first word on.
  useEffect(() => makeReal({ name: me.name, email: me.email, phone: me.phone }), [makeReal, me]);

  function choose(customer: Invented): void {
    remember('sandbox', JSON.stringify(customer));
    setMe(customer);
    send.reset();
    setAnswering(null);
  }

  const told = [...personas, ...Object.values(PERSONAS).flat()].find(({ email }) => email === me.email) ?? {
    subject: t('sandbox.first'),
    text: t('sandbox.firstText'),
  };
  return (
    <Page title={t('sandbox.title')} lead={t('sandbox.lead')} testId="sandbox">
      <div className={css.columns}>
        <section className={css.card}>
          <h2>{t('sandbox.who')}</h2>
          <div className={css.people} role="group" aria-label={t('sandbox.who')}>
            {personas.map((one) => (
              <button key={one.email} type="button" aria-pressed={one.email === me.email} onClick={() => choose(one)} data-testid="persona">
                <strong dir="auto">{one.name}</strong>
                <span dir="auto">{one.subject}</span>
              </button>
            ))}
          </div>
          <p className={css.me}>
            <strong dir="auto">{me.name}</strong>
            <span>{me.email}</span>
            <span data-figures>{me.phone}</span>
          </p>
          <Button size="small" onPress={() => choose(inventCustomer())} testId="sandbox-another">
            {t('sandbox.another')}
          </Button>
          {become.isError && (
            <p role="alert" className={css.quiet}>
              {t('sandbox.failed', { reason: errorText(t, become.error) })}
            </p>
          )}
          <Filter
            label={t('sandbox.kind')}
            value={kind}
            onPick={(next) => {
              setKind(next);
              send.reset();
            }}
            options={KINDS.map((id) => ({ id, label: t(`sandbox.${id}`) }))}
          />
          {kind === 'chat' ? (
            <ChatDoor me={me} />
          ) : (
            <Write
              key={`${kind} ${me.email} ${answering?.id ?? ''}`}
              kind={kind}
              me={me}
              told={spent.includes(`${kind} ${me.email}`) ? SAID : told}
              ready={become.isSuccess}
              send={send}
              answering={answering}
              onSent={() => {
                setSpent([...spent, `${kind} ${me.email}`]);
                setAnswering(null);
              }}
            />
          )}
        </section>
        <Answers
          me={me}
          customerId={become.data?.customerId ?? null}
          onAnswer={(item) => {
            setKind('mail');
            send.reset();
            setAnswering(item);
          }}
        />
      </div>
      <SampleData />
    </Page>
  );
}

function Write({
  kind,
  me,
  told,
  ready,
  send,
  answering,
  onSent,
}: {
  kind: 'mail' | 'text' | 'call';
  me: Invented;
  told: { subject: string; text: string };
  ready: boolean;
  send: ReturnType<typeof useSandboxSend>;
  answering: OutboxItem | null;
  onSent: () => void;
}) {
  const { t } = useTranslation();
  const ticketId = useCameOf(send.data?.intakeId ?? null);
  const button = { mail: t('sandbox.sendMail'), text: t('sandbox.sendText'), call: t('sandbox.makeCall') }[kind];

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const words = String(data.get('words'));
    const inReplyTo = answering?.headers?.['Message-ID'];
    const bodies = {
      mail: {
        name: me.name,
        email: me.email,
        subject: String(data.get('subject') ?? ''),
        text: words,
        ...(inReplyTo ? { inReplyTo } : {}),
      },
      text: { from: me.phone, text: words },
      call: { from: me.phone, words },
    };
    send.mutate(
      { kind, body: bodies[kind] },
      {
        onSuccess: () => {
          form.reset();
          // Back to what was proposed is not empty: the same words would soon be sent once more.
          for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) field.value = '';
          onSent();
        },
      },
    );
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="sandbox-form">
      {kind === 'mail' && (
        <Field label={t('sandbox.subject')}>
          {(ids) => (
            <input
              {...ids}
              name="subject"
              maxLength={300}
              defaultValue={answering ? `Re: ${answering.subject ?? ''}` : told.subject}
              data-testid="sandbox-subject"
            />
          )}
        </Field>
      )}
      <Field label={kind === 'call' ? t('sandbox.callWords') : t('sandbox.words')}>
        {(ids) => (
          <textarea
            {...ids}
            name="words"
            rows={5}
            required
            maxLength={1600}
            dir="auto"
            defaultValue={answering ? '' : told.text}
            data-testid="sandbox-words"
          />
        )}
      </Field>
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={send.isPending || !ready} testId="sandbox-send">
          {button}
        </Button>
        <span role="status">
          {send.isSuccess &&
            (ticketId ? (
              <>
                {t('sandbox.arrived')}{' '}
                <Link to="/tickets/$ticketId" params={{ ticketId }} data-testid="sandbox-ticket">
                  {t('sandbox.open')}
                </Link>
              </>
            ) : (
              <>
                {t('sandbox.sent')}{' '}
                <Link to="/inbox/$view" params={{ view: 'live' }}>
                  {t('nav.inbox')}
                </Link>
              </>
            ))}
        </span>
        {send.isError && <span role="alert">{t('sandbox.failed', { reason: errorText(t, send.error) })}</span>}
      </div>
    </form>
  );
}

function ChatDoor({ me }: { me: Invented }) {
  const { t } = useTranslation();
  return (
    <div className={css.form}>
      <p>{t('sandbox.chatLead')}</p>
      <div className={css.buttons}>
        <a
          className={css.linkButton}
          href={`/demo?user=${encodeURIComponent(me.email)}`}
          target="_blank"
          rel="noreferrer"
          data-testid="sandbox-chat"
        >
          {t('sandbox.openChat')}
        </a>
      </div>
    </div>
  );
}

/** What went out to this customer, newest first. */
function Answers({ me, customerId, onAnswer }: { me: Invented; customerId: string | null; onAnswer: (item: OutboxItem) => void }) {
  const { t } = useTranslation();
  const mine = useAnswers(me, customerId).data ?? [];
  return (
    <section className={css.card}>
      <h2>{t('sandbox.answers')}</h2>
      {mine.length === 0 && <p className={css.quiet}>{t('sandbox.answersNone')}</p>}
      <ul className={css.answers}>
        {mine.map((item) => (
          <li key={item.id} data-testid="sandbox-answer">
            <ChannelMark channel={item.channel} word />
            {item.subject && <strong dir="auto">{item.subject}</strong>}
            <p dir="auto">{item.text}</p>
            {item.channel === 'email' && (
              <Button size="small" onPress={() => onAnswer(item)} testId="sandbox-answer-this">
                {t('sandbox.answer')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function rememberedCustomer(): Invented | null {
  try {
    const kept = JSON.parse(remembered('sandbox') ?? 'null') as Invented | null;
    return kept?.name && kept.email && kept.phone ? kept : null;
  } catch {
    return null; // Unreadable: somebody new.
  }
}
