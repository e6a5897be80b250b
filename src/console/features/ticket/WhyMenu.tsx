import { ArrowRightLeft, Split, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { useWords } from '../../i18n/useWords.js';
import { testIds } from '../../testids.js';
import { PickTicket } from './MergeDialog.js';
import type { TicketActions } from './useTicketActions.js';

/** A message that is not right here: into another ticket, into one of its own, or to somebody else altogether. */
export function WhyMenu({ message, customerId, customerName, actions }: { message: Message; customerId: string; customerName: string; actions: TicketActions }) {
  const { t } = useWords();
  const [moving, setMoving] = useState(false);
  return (
    <>
      <ActionMenu
        label={t('work.why.menu')}
        testId={testIds.whyMenu}
        icon={<span>{t('work.why.menu')}</span>}
        wide
        actions={[
          { id: 'move', label: t('work.why.move'), icon: <ArrowRightLeft size={15} aria-hidden />, run: () => setMoving(true) },
          { id: 'split', label: t('work.why.split'), icon: <Split size={15} aria-hidden />, run: () => actions.splitOne(message) },
          ...(message.direction === 'in' ? [{ id: 'not-them', label: t('work.why.notThem', { name: customerName }), icon: <UserRoundX size={15} aria-hidden />, run: () => actions.notThisPerson(message) }] : []),
        ]}
      />
      {moving && (
        <PickTicket
          title={t('work.why.moveTitle')}
          lead={t('work.why.moveLead')}
          ticket={{ id: message.ticketId, customerId }}
          onClose={() => setMoving(false)}
          onPick={(into) => {
            setMoving(false);
            actions.move(message, into);
          }}
        />
      )}
    </>
  );
}
