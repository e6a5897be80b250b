import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_FILE_BYTES, MAX_FILES_PER_MESSAGE } from '../../../contract/lists.js';
import { say } from '../../components/toasts.js';
import { useFormat } from '../../i18n/format.js';
import { addFiles } from './draftFiles.js';

/**
 * Takes files that are chosen, pasted or dropped, and says which it does not take.
 * @param carries what is written here can have files with it
 */
export function useTakenFiles(ticketId: string, carries: boolean) {
  const { t } = useTranslation();
  const format = useFormat();
  const [dragging, setDragging] = useState(false);

  function take(list: readonly File[]): void {
    if (list.length === 0) return;
    if (!carries) return void say(t('work.composer.noFiles'), { tone: 'alarm' });
    const left = addFiles(ticketId, list);
    if (left?.reason === 'tooLarge')
      say(t('work.composer.tooLarge', { name: left.name, size: format.bytes(MAX_FILE_BYTES) }), { tone: 'alarm' });
    if (left?.reason === 'tooMany') say(t('work.composer.tooMany', { count: MAX_FILES_PER_MESSAGE }), { tone: 'alarm' });
  }

  return {
    take,
    /** Files are held over it. */
    dragging,
    /** For the element on which they are pasted or dropped. */
    taking: {
      onPasteCapture(event: ClipboardEvent): void {
        const pasted = [...event.clipboardData.files];
        if (pasted.length === 0) return;
        event.preventDefault();
        take(pasted);
      },
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      },
      onDragLeave(event: DragEvent): void {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      },
      onDrop(event: DragEvent): void {
        event.preventDefault();
        setDragging(false);
        take([...event.dataTransfer.files]);
      },
    },
  };
}
