import { useTranslation } from 'react-i18next';
import type { Message } from '../../../contract/tickets.js';
import { useMessageCommand } from '../../api/messages.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';

/** For what did not arrive, or may not have: a person decides whether it goes once more. */
export function SendAgain({ message }: { message: Message }) {
  const { t } = useTranslation();
  const retry = useMessageCommand('retry');
  const state = message.delivery?.state;
  if (state !== 'failed' && state !== 'uncertain') return null;
  return (
    <button
      type="button"
      disabled={retry.isPending}
      data-testid={testIds.sendAgain}
      onClick={() => retry.mutate(message, { onSuccess: () => say(t('ticket.done.again')), onError: (error) => say(t('ticket.failed.again', { reason: errorText(t, error) }), { tone: 'alarm' }) })}
    >
      {state === 'failed' ? t('ticket.message.again') : t('ticket.message.againUnsure')}
    </button>
  );
}
