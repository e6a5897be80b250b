import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Called } from '../../components/Called.js';
import { lazily } from '../../components/lazily.js';
import { PickTicket } from './MergeDialog.js';
import { closeDialog, messageDialog } from './messageDialog.js';
import type { TicketActions } from './useTicketActions.js';

const Original = lazily(() => import('./Original.js').then((module) => module.Original));
const ForwardDialog = lazily(() => import('./ForwardDialog.js').then((module) => module.ForwardDialog));

/** What is asked about one message: where it goes, who else gets it, how it came in. */
export function MessageDialogs({ customerId, actions }: { customerId: string; actions: TicketActions }) {
  const { t } = useTranslation();
  const open = messageDialog.use();
  useEffect(() => closeDialog, []);
  if (!open) return null;
  const { kind, message } = open;
  if (kind === 'original')
    return (
      <Called onGone={closeDialog}>
        <Original messageId={message.id} onClose={closeDialog} />
      </Called>
    );
  if (kind === 'forward')
    return (
      <Called onGone={closeDialog}>
        <ForwardDialog message={message} onClose={closeDialog} />
      </Called>
    );
  return (
    <PickTicket
      title={t('work.why.moveTitle')}
      lead={t('work.why.moveLead')}
      ticket={{ id: message.ticketId, customerId }}
      onClose={closeDialog}
      onPick={(into) => {
        closeDialog();
        actions.move(message, into);
      }}
    />
  );
}
