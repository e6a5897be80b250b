import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../contract/desk.js';
import { useAnswers, useSandboxSend } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Field } from '../../components/Field.js';
import { Filter } from '../../components/Filter.js';
import { Page } from '../../components/Page.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { remember, remembered } from '../../lib/remembered.js';
import { inventCustomer, type Invented } from './inventCustomer.js';
import css from './Sandbox.module.css';
import { SampleData } from './SampleData.js';

const KINDS = ['mail', 'text', 'call', 'chat'] as const;
type Kind = (typeof KINDS)[number];

/** A customer for a moment: writes in by any channel, and reads what came back. */
export function SandboxPage() {
  const { t } = useTranslation();
  const [me, setMe] = useState(rememberedCustomer);
  const [kind, setKind] = useState<Kind>('mail');
  const [answering, setAnswering] = useState<OutboxItem | null>(null);

  function become(customer: Invented): void {
    remember('sandbox', JSON.stringify(customer));
    setMe(customer);
    setAnswering(null);
  }

  return (
    <Page title={t('sandbox.title')} lead={t('sandbox.lead')} testId="sandbox">
      <div className={css.columns}>
        <section className={css.card}>
          <h2>{t('sandbox.who')}</h2>
          <p className={css.me}><strong dir="auto">{me.name}</strong><span>{me.email}</span><span data-figures>{me.phone}</span></p>
          <Button size="small" onPress={() => become(inventCustomer())} testId="sandbox-another">{t('sandbox.another')}</Button>
          <Filter label={t('sandbox.kind')} value={kind} onPick={setKind} options={KINDS.map((id) => ({ id, label: t(`sandbox.${id}`) }))} />
          {kind === 'chat' ? <ChatDoor me={me} /> : <Write key={`${kind} ${me.email} ${answering?.id ?? ''}`} kind={kind} me={me} answering={answering} onSent={() => setAnswering(null)} />}
        </section>
        <Answers me={me} onAnswer={(item) => { setKind('mail'); setAnswering(item); }} />
      </div>
      <SampleData />
    </Page>
  );
}

function Write({ kind, me, answering, onSent }: { kind: 'mail' | 'text' | 'call'; me: Invented; answering: OutboxItem | null; onSent: () => void }) {
  const { t } = useTranslation();
  const send = useSandboxSend();
  const button = { mail: t('sandbox.sendMail'), text: t('sandbox.sendText'), call: t('sandbox.makeCall') }[kind];

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const words = String(data.get('words'));
    const inReplyTo = answering?.headers?.['Message-ID'];
    const bodies = {
      mail: { name: me.name, email: me.email, subject: String(data.get('subject') ?? ''), text: words, ...(inReplyTo ? { inReplyTo } : {}) },
      text: { from: me.phone, text: words },
      call: { from: me.phone, words },
    };
    send.mutate({ kind, body: bodies[kind] }, {
      onSuccess: () => {
        say(t('sandbox.sent'));
        form.reset();
        onSent();
      },
      onError: (error) => say(t('sandbox.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="sandbox-form">
      {kind === 'mail' && <Field label={t('sandbox.subject')}>{(ids) => <input {...ids} name="subject" maxLength={300} defaultValue={answering ? `Re: ${answering.subject ?? ''}` : t('sandbox.first')} data-testid="sandbox-subject" />}</Field>}
      <Field label={kind === 'call' ? t('sandbox.callWords') : t('sandbox.words')}>
        {(ids) => <textarea {...ids} name="words" rows={5} required maxLength={1600} dir="auto" defaultValue={answering ? '' : t('sandbox.firstText')} data-testid="sandbox-words" />}
      </Field>
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={send.isPending} testId="sandbox-send">{button}</Button>
        {send.isSuccess && <Link to="/inbox/$view" params={{ view: 'live' }}>{t('nav.inbox')}</Link>}
      </div>
    </form>
  );
}

function ChatDoor({ me }: { me: Invented }) {
  const { t } = useTranslation();
  return (
    <div className={css.form}>
      <p>{t('sandbox.chatLead')}</p>
      <div className={css.buttons}><a className={css.linkButton} href={`/demo?user=${encodeURIComponent(me.email)}`} target="_blank" rel="noreferrer" data-testid="sandbox-chat">{t('sandbox.openChat')}</a></div>
    </div>
  );
}

/** What went out to this customer, newest first. */
function Answers({ me, onAnswer }: { me: Invented; onAnswer: (item: OutboxItem) => void }) {
  const { t } = useTranslation();
  const answers = useAnswers();
  const mine = answers.data?.filter(({ to }) => to.includes(me.email) || to.includes(me.phone)) ?? [];
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
            {item.channel === 'email' && <Button size="small" onPress={() => onAnswer(item)} testId="sandbox-answer-this">{t('sandbox.answer')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function rememberedCustomer(): Invented {
  try {
    const kept = JSON.parse(remembered('sandbox') ?? 'null') as Invented | null;
    if (kept?.name && kept.email && kept.phone) return kept;
  } catch {
    // Unreadable: somebody new.
  }
  const made = inventCustomer();
  remember('sandbox', JSON.stringify(made));
  return made;
}
