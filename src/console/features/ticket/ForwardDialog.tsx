import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../contract/tickets.js';
import { follow } from '../../api/follow.js';
import { useForward } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Discard } from '../../components/Discard.js';
import { Field } from '../../components/Field.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { useFormat } from '../../i18n/format.js';
import { errorText } from '../../i18n/errorText.js';
import { useBegun } from '../../lib/begun.js';
import css from '../views/ViewBuilder.module.css';
import { mostOfText } from '../composer/carried.js';
import { readAddresses } from '../composer/addresses.js';

const EMPTY = { to: '', text: '' };

/** Sends one message on to somebody else, with words of one's own above it. */
export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const forward = useForward(message.ticketId);
  const begun = useBegun(`forward.${message.id}`, EMPTY);
  const { words, change } = begun;
  const { problem, setProblem, isOpen, tell } = useProblem();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { addresses, bad } = readAddresses(words.to);
    const text = words.text.trim();
    const most = mostOfText('email', text);
    const wrong = bad
      ? t('work.composer.badAddress', { address: bad })
      : addresses.length === 0
        ? t('work.forward.nobody')
        : most !== null
          ? t('work.composer.tooLong', { most: format.number(most), length: format.number(text.length) })
          : null;
    setProblem(wrong);
    if (wrong) return;
    const { clientId, sent } = begun.send();
    follow(forward.mutateAsync({ to: addresses, text, messageIds: [message.id], clientId }), {
      onSuccess: () => {
        sent();
        say(t('work.forward.done'));
        if (isOpen()) onClose();
      },
      onError: (error) => tell(t('work.forward.failed', { reason: errorText(t, error) })),
    });
  }

  return (
    <Dialog title={t('work.forward.title')} lead={t('work.forward.lead')} open onClose={onClose} width={520} testId="forward">
      <form className={css.form} onSubmit={submit}>
        <Field label={t('work.forward.to')} hint={t('work.composer.addresses')} error={problem ?? undefined}>
          {(ids) => (
            <input
              {...ids}
              name="to"
              value={words.to}
              onChange={(event) => change({ to: event.target.value })}
              required
              autoFocus
              type="text"
              inputMode="email"
            />
          )}
        </Field>
        <Field label={t('work.forward.words')}>
          {(ids) => (
            <textarea
              {...ids}
              name="text"
              value={words.text}
              onChange={(event) => change({ text: event.target.value })}
              rows={4}
              dir="auto"
            />
          )}
        </Field>
        <div className={css.foot}>
          <Discard begun={begun} />
          <Button type="submit" look="main" isDisabled={forward.isPending}>
            {t('work.forward.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
