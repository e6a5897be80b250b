import { Copy, FileCode2, Forward, MoreHorizontal } from 'lucide-react';
import type { Message } from '../../../contract/tickets.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { useWords } from '../../i18n/useWords.js';
import { keyOf } from '../../keys/keymap.js';
import { copyText } from '../../lib/copyText.js';
import { testIds } from '../../testids.js';
import { messageDialog } from './messageDialog.js';

/** What is done seldom with one message: the original, a forward, a copy. */
export function MessageMenu({ message }: { message: Message }) {
  const { t } = useWords();
  const copy = (): void => void copyText(t, message.text, t('action.copied'));
  return (
    <ActionMenu
      label={t('work.message.menu')}
      testId={testIds.messageMenu}
      icon={<MoreHorizontal size={15} aria-hidden />}
      actions={[
        ...(message.direction === 'note'
          ? []
          : [
              {
                id: 'forward',
                label: t('work.forward.action'),
                keys: keyOf('forward'),
                icon: <Forward size={15} aria-hidden />,
                run: () => messageDialog.set({ kind: 'forward', message }),
              },
            ]),
        ...(message.direction === 'in'
          ? [
              {
                id: 'original',
                label: t('work.message.original'),
                icon: <FileCode2 size={15} aria-hidden />,
                run: () => messageDialog.set({ kind: 'original', message }),
              },
            ]
          : []),
        { id: 'copy', label: t('work.message.copyText'), icon: <Copy size={15} aria-hidden />, run: copy },
      ]}
    />
  );
}
