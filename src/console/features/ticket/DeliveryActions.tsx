import { follow } from '../../api/follow.js';
import type { DeliveryState, Message } from '../../../contract/tickets.js';
import { useMessageCommand } from '../../api/messages.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { endOffer } from '../composer/useSending.js';
import { useWords } from '../../i18n/useWords.js';

interface Props {
  message: Pick<Message, 'id' | 'ticketId'>;
  state: DeliveryState;
  /** Puts the words back where they came from; without it they are only kept from going out. */
  onTakenBack?: (() => void) | undefined;
}

/** What a person decides: whether what did not arrive goes once more, and whether what still waits goes at all. */
export function DeliveryActions({ message, state, onTakenBack }: Props) {
  const { t } = useWords();
  const retry = useMessageCommand('retry');
  const cancel = useMessageCommand('cancel');

  if (state === 'failed' || state === 'uncertain') {
    const again = (): void =>
      follow(retry.mutateAsync(message), {
        onSuccess: () => say(t('ticket.done.again')),
        onError: (error) => say(t('ticket.failed.again', { reason: errorText(t, error) }), { tone: 'alarm' }),
      });
    return (
      <button type="button" disabled={retry.isPending} data-testid={testIds.sendAgain} onClick={again}>
        {state === 'failed' ? t('ticket.message.again') : t('ticket.message.againUnsure')}
      </button>
    );
  }
  if (state !== 'queued') return null;
  const takeBack = (): void =>
    follow(cancel.mutateAsync(message), {
      onSuccess: () => {
        endOffer(message.id);
        onTakenBack?.();
        say(onTakenBack ? t('ticket.done.tookBack') : t('ticket.done.heldBack'));
      },
      onError: (error) => say(t('ticket.failed.takeBack', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  return (
    <button type="button" disabled={cancel.isPending} data-testid={testIds.takeBack} onClick={takeBack}>
      {t('ticket.done.takeBack')}
    </button>
  );
}
