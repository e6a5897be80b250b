import { Suspense, lazy, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PickTicket } from './MergeDialog.js';
import { closeDialog, messageDialog } from './messageDialog.js';
import type { TicketActions } from './useTicketActions.js';

const Original = lazy(() => import('./Original.js').then((module) => ({ default: module.Original })));
const ForwardDialog = lazy(() => import('./ForwardDialog.js').then((module) => ({ default: module.ForwardDialog })));

/** What is asked about one message: where it goes, who else gets it, how it came in. */
export function MessageDialogs({ customerId, actions }: { customerId: string; actions: TicketActions }) {
  const { t } = useTranslation();
  const open = messageDialog.use();
  useEffect(() => closeDialog, []);
  if (!open) return null;
  const { kind, message } = open;
  if (kind === 'original') return <Suspense><Original messageId={message.id} onClose={closeDialog} /></Suspense>;
  if (kind === 'forward') return <Suspense><ForwardDialog message={message} onClose={closeDialog} /></Suspense>;
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
