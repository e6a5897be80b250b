import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Crash } from '../../../components/Crash.js';
import { Dialog } from '../../../components/Dialog.js';
import { IconButton } from '../../../components/IconButton.js';
import { lazily } from '../../../components/lazily.js';
import { Skeleton } from '../../../components/Skeleton.js';
import { useFormat } from '../../../i18n/format.js';
import css from './Preview.module.css';
import { TextPreview } from './TextPreview.js';
import { type Previewed, fileType, previewKind } from './kinds.js';

const PdfPreview = lazily(() => import('./PdfPreview.js').then((module) => module.PdfPreview));

/**
 * The files of a message, one after the other. Nothing in them is carried out: pictures are pictures by their bytes, a
 * text is only ever text here, and a PDF is painted on a canvas.
 */
export function Preview({ files, start, onClose }: { files: readonly Previewed[]; start: number; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [at, setAt] = useState(start);
  const file = files[at] ?? files[0]!;
  function step(by: number): void {
    // The file that has the focus goes: in between it has nowhere else to be, and the arrows are heard inside only.
    if (shown.current?.contains(document.activeElement)) frame.current?.focus();
    setAt((old) => (old + by + files.length) % files.length);
  }
  const kind = previewKind(file);
  const many = files.length > 1;
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  // The dialog takes it first.
  useEffect(() => {
    const soon = requestAnimationFrame(() => {
      const { activeElement } = document;
      if (activeElement === frame.current || !frame.current?.contains(activeElement)) shown.current?.focus();
    });
    return () => cancelAnimationFrame(soon);
  }, [at]);

  return (
    <Dialog
      title={file.filename}
      lead={`${fileType(file)} · ${format.bytes(file.size)}${many ? ` · ${t('ticket.attachment.of', { at: at + 1, count: files.length })}` : ''}`}
      open
      onClose={onClose}
      width={1100}
      testId="preview"
    >
      <div
        ref={frame}
        tabIndex={-1}
        className={css.frame}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          if (!by || !many) return;
          event.preventDefault();
          step(by);
        }}
      >
        <p className={css.bar}>
          {many && (
            <IconButton label={t('ticket.attachment.previous')} keys="←" onPress={() => step(-1)}>
              <ChevronLeft size={18} aria-hidden />
            </IconButton>
          )}
          {many && (
            <IconButton label={t('ticket.attachment.next')} keys="→" onPress={() => step(1)}>
              <ChevronRight size={18} aria-hidden />
            </IconButton>
          )}
          <a className={css.save} href={file.url} download={file.filename}>
            <Download size={15} aria-hidden />
            {t('action.download')}
          </a>
        </p>
        <div
          key={file.index}
          className={css.shown}
          data-kind={kind ?? undefined}
          ref={shown}
          tabIndex={0}
          role="group"
          aria-label={file.filename}
        >
          {kind === 'picture' && <img src={file.url} alt={file.filename} />}
          {kind === 'text' && <TextPreview url={file.url} />}
          {kind === 'pdf' && (
            <Crash>
              <Suspense fallback={<Skeleton rows={4} look="lines" />}>
                <PdfPreview url={file.url} />
              </Suspense>
            </Crash>
          )}
        </div>
      </div>
    </Dialog>
  );
}
