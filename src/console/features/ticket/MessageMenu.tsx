import { Copy, FileCode2, Forward, MoreHorizontal } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { say } from '../../components/toasts.js';
import { useWords } from '../../i18n/useWords.js';
import { testIds } from '../../testids.js';

const Original = lazy(() => import('./Original.js').then((module) => ({ default: module.Original })));
const ForwardDialog = lazy(() => import('./ForwardDialog.js').then((module) => ({ default: module.ForwardDialog })));

/** What is done seldom with one message: the original, a forward, a copy. */
export function MessageMenu({ message }: { message: Message }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'original' | 'forward' | null>(null);
  const inbound = message.direction === 'in';
  const copy = (): void => void navigator.clipboard.writeText(message.text).then(() => say(t('action.copied')), () => undefined);
  return (
    <>
      <ActionMenu
        label={t('work.message.menu')}
        testId={testIds.messageMenu}
        icon={<MoreHorizontal size={15} aria-hidden />}
        actions={[
          ...(message.direction === 'note' ? [] : [{ id: 'forward', label: t('work.forward.action'), icon: <Forward size={15} aria-hidden />, run: () => setOpen('forward') }]),
          ...(inbound ? [{ id: 'original', label: t('work.message.original'), icon: <FileCode2 size={15} aria-hidden />, run: () => setOpen('original') }] : []),
          { id: 'copy', label: t('work.message.copyText'), icon: <Copy size={15} aria-hidden />, run: copy },
        ]}
      />
      {open === 'original' && <Suspense><Original messageId={message.id} onClose={() => setOpen(null)} /></Suspense>}
      {open === 'forward' && <Suspense><ForwardDialog message={message} onClose={() => setOpen(null)} /></Suspense>}
    </>
  );
}
