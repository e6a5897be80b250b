import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../contract/tickets.js';
import { useForward } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { newUuid } from '../../../contract/newUuid.js';
import css from '../views/ViewBuilder.module.css';
import { readAddresses } from '../composer/addresses.js';

/** Sends one message on to somebody else, with words of one's own above it. */
export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const forward = useForward(message.ticketId);
  const [clientId] = useState(newUuid);
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { addresses, bad } = readAddresses(String(form.get('to')));
    const wrong = bad ? t('work.composer.badAddress', { address: bad }) : addresses.length === 0 ? t('work.forward.nobody') : null;
    setProblem(wrong);
    if (wrong) return;
    forward.mutate(
      { to: addresses, text: String(form.get('text')).trim(), messageIds: [message.id], clientId },
      {
        onSuccess: () => {
          say(t('work.forward.done'));
          onClose();
        },
        onError: (error) => setProblem(t('work.forward.failed', { reason: errorText(t, error) })),
      },
    );
  }

  return (
    <Dialog title={t('work.forward.title')} lead={t('work.forward.lead')} open onClose={onClose} width={520} testId="forward">
      <form className={css.form} onSubmit={submit}>
        <Field label={t('work.forward.to')} hint={t('work.composer.addresses')} error={problem ?? undefined}>
          {(ids) => <input {...ids} name="to" required autoFocus type="text" inputMode="email" />}
        </Field>
        <Field label={t('work.forward.words')}>{(ids) => <textarea {...ids} name="text" rows={4} maxLength={50_000} dir="auto" />}</Field>
        <div className={css.foot}>
          <Button type="submit" look="main" isDisabled={forward.isPending}>
            {t('work.forward.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
