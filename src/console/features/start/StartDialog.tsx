import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomers } from '../../api/customers.js';
import { follow } from '../../api/follow.js';
import { useStartTicket } from '../../api/placing.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Discard } from '../../components/Discard.js';
import { Field } from '../../components/Field.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { useBegun } from '../../lib/begun.js';
import { useEntered } from '../../lib/useEntered.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';
import { useSettled } from '../../lib/useSettled.js';
import { testIds } from '../../testids.js';
import { mostOfText } from '../composer/carried.js';
import css from './StartDialog.module.css';
import { type Recipient, channelsOf, meantBy } from './recipient.js';

interface Words {
  /** What is looked for while nobody is chosen. */
  who: string;
  to: Recipient | null;
  name: string;
  channel: string;
  subject: string;
  text: string;
}
const EMPTY: Words = { who: '', to: null, name: '', channel: '', subject: '', text: '' };

/** We write first: to somebody we know, or to an address that is typed in full. `typed`: what was written before it was there. */
export function StartDialog({ typed, onClose }: { typed: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goTo = useGoToTicket();
  const start = useStartTicket();
  const begun = useBegun('start', EMPTY);
  const { words, change } = begun;
  const { to } = words;
  // What was begun before is written on.
  const [goesOn] = useState(to !== null);
  const { problem, setProblem, isOpen, tell } = useProblem();
  const channels = to ? channelsOf(to) : [];
  const putTyped = useEffectEvent(() => change(goesOn ? { text: words.text + typed } : { who: words.who + typed }));
  useEffect(() => {
    if (typed !== '') putTyped();
  }, [typed]);
  const subject = useRef<HTMLInputElement>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!to) return setProblem(t('placing.start.pickOne'));
    const channel = channels.find((one) => one === words.channel) ?? channels[0];
    const text = words.text.trim();
    const most = mostOfText(channel ?? null, text);
    if (most !== null) return setProblem(t('work.composer.tooLong', { most: format.number(most), length: format.number(text.length) }));
    setProblem(null);
    const name = words.name.trim();
    const whom = 'customerId' in to ? { customerId: to.customerId } : { to: { kind: to.kind, value: to.value, ...(name ? { name } : {}) } };
    const { clientId, sent } = begun.send();
    follow(start.mutateAsync({ ...whom, subject: words.subject.trim(), text, clientId, ...(channel ? { channel } : {}) }), {
      onSuccess: ({ ticket }) => {
        sent();
        say(t('placing.start.sent', { name: nameText(t, ticket.customerName) }));
        if (!isOpen()) return;
        onClose();
        goTo(ticket.id);
      },
      onError: (error) => tell(t('placing.start.failed', { reason: errorText(t, error) })),
    });
  }

  return (
    <Dialog title={t('placing.start.title')} lead={t('placing.start.lead')} open onClose={onClose} width={560} testId={testIds.start}>
      <form className={css.form} onSubmit={submit}>
        {to ? (
          <p className={css.to}>
            <span className={css.label}>{t('placing.start.to')}</span>
            <strong dir="auto">{'customerId' in to ? nameText(t, to.name) : to.value}</strong>
            {'customerId' in to && <span className={css.address}>{to.addresses?.join(', ')}</span>}
            <Button size="small" onPress={() => change({ to: null })}>
              {t('placing.start.change')}
            </Button>
          </p>
        ) : (
          <PickRecipient
            words={words.who}
            onWords={(who) => change({ who })}
            error={problem}
            onPick={(picked) => {
              change({ to: picked, who: '' });
              setProblem(null);
              // A new customer is named first.
              if ('customerId' in picked) subject.current?.focus();
            }}
          />
        )}
        {to && !('customerId' in to) && (
          <Field label={t('placing.start.name')}>
            {(ids) => (
              <input
                {...ids}
                name="name"
                value={words.name}
                onChange={(event) => change({ name: event.target.value })}
                maxLength={200}
                autoFocus={!goesOn}
                dir="auto"
              />
            )}
          </Field>
        )}
        {to && channels.length === 0 && (
          <p className={css.problem} role="alert">
            {t('placing.start.unreachable')}
          </p>
        )}
        {channels.length > 1 && (
          <Field label={t('placing.start.channel')}>
            {(ids) => (
              <select {...ids} value={words.channel || channels[0]} onChange={(event) => change({ channel: event.target.value })}>
                {channels.map((channel) => (
                  <option key={channel} value={channel}>
                    {t(`channel.${channel}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('placing.start.subject')}>
          {(ids) => (
            <input
              {...ids}
              ref={subject}
              name="subject"
              value={words.subject}
              onChange={(event) => change({ subject: event.target.value })}
              required
              maxLength={300}
              dir="auto"
            />
          )}
        </Field>
        <Field label={t('placing.start.text')}>
          {(ids) => (
            <textarea
              {...ids}
              name="text"
              value={words.text}
              onChange={(event) => change({ text: event.target.value })}
              autoFocus={goesOn}
              required
              rows={7}
              dir="auto"
            />
          )}
        </Field>
        {to && problem && (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={css.foot}>
          <Discard begun={begun} />
          <Button
            type="submit"
            look="main"
            isDisabled={start.isPending || (to !== null && channels.length === 0)}
            testId={testIds.startSend}
          >
            {t('placing.start.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Customers by what is typed; an address that none of them has makes a new one. */
function PickRecipient({
  words,
  onWords,
  error,
  onPick,
}: {
  words: string;
  onWords: (words: string) => void;
  error: string | null;
  onPick: (to: Recipient) => void;
}) {
  const { t } = useTranslation();
  const q = useSettled(words.trim(), 180);
  const found = useCustomers(q, q !== '');
  const meant = q === '' || found.isPending ? [] : meantBy(q, found.items);
  const { enter, forget } = useEntered(words.trim(), q === words.trim() && !found.isPending, () => {
    const [first] = meant;
    if (first) onPick(first);
  });
  return (
    <div>
      <Field label={t('placing.start.to')} hint={t('placing.start.toHint')} error={error ?? undefined}>
        {(ids) => (
          <input
            {...ids}
            type="search"
            value={words}
            onChange={(event) => {
              onWords(event.target.value);
              forget();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || words.trim() === '') return;
              event.preventDefault();
              if (!event.repeat) enter();
            }}
            autoFocus
            maxLength={320}
            dir="auto"
            data-testid={testIds.startTo}
          />
        )}
      </Field>
      {meant.length > 0 && (
        <ul className={css.people} aria-label={t('placing.start.found')}>
          {meant.map((one) =>
            'customerId' in one ? (
              <li key={one.customerId}>
                <button type="button" className={css.person} data-testid={testIds.startPerson} onClick={() => onPick(one)}>
                  <span dir="auto">{nameText(t, one.name)}</span>
                  <span className={css.address}>{one.addresses?.[0]}</span>
                </button>
              </li>
            ) : (
              <li key={one.value}>
                <button type="button" className={css.person} data-testid={testIds.startFresh} onClick={() => onPick(one)}>
                  {t('placing.start.fresh', { address: one.value })}
                </button>
              </li>
            ),
          )}
        </ul>
      )}
      {q !== '' && found.isSuccess && meant.length === 0 && <p className={css.none}>{t('placing.start.nobody')}</p>}
    </div>
  );
}
