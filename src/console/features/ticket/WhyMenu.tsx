import { ArrowRightLeft, Split, UserRoundX } from 'lucide-react';
import type { Message } from '../../../contract/tickets.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { useWords } from '../../i18n/useWords.js';
import { keyOf } from '../../keys/keymap.js';
import { testIds } from '../../testids.js';
import { messageDialog } from './messageDialog.js';
import type { MessageActions } from './useMessageActions.js';

/** A message that is not right here: into another ticket, into one of its own, or to somebody else altogether. */
export function WhyMenu({ message, customerName, actions }: { message: Message; customerName: string; actions: MessageActions }) {
  const { t } = useWords();
  return (
    <ActionMenu
      label={t('work.why.menu')}
      testId={testIds.whyMenu}
      icon={<span>{t('work.why.menu')}</span>}
      wide
      actions={[
        {
          id: 'move',
          label: t('work.why.move'),
          keys: keyOf('move'),
          icon: <ArrowRightLeft size={15} aria-hidden />,
          run: () => messageDialog.set({ kind: 'move', message }),
        },
        { id: 'split', label: t('work.why.split'), icon: <Split size={15} aria-hidden />, run: () => actions.splitOne(message) },
        ...(message.direction === 'in'
          ? [
              {
                id: 'not-them',
                label: t('work.why.notThem', { name: customerName }),
                keys: keyOf('notThem'),
                icon: <UserRoundX size={15} aria-hidden />,
                run: () => actions.notThisPerson(message),
              },
            ]
          : []),
      ]}
    />
  );
}
