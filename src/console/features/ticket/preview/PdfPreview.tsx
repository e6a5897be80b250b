import { type PDFDocumentProxy, GlobalWorkerOptions, getDocument, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- Vite gives the address of the file.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../../components/ErrorNote.js';
import { Skeleton } from '../../../components/Skeleton.js';
import css from './Preview.module.css';
import { useBytes } from './useBytes.js';

GlobalWorkerOptions.workerSrc = workerUrl;
/** What a person leafs through here; the download has all of it. */
const MOST_PAGES = 30;
const WIDTH = 900;

/** A PDF painted page by page on canvases: no viewer of the browser, no scripts, no forms, no links. */
export function PdfPreview({ url }: { url: string }) {
  const { t } = useTranslation();
  const bytes = useBytes(url);
  const [shown, setShown] = useState<PDFDocumentProxy | null>(null);
  const [unreadable, setUnreadable] = useState(false);

  useEffect(() => {
    if (!bytes.data) return;
    // pdf.js takes the bytes over; a copy stays for the next look.
    const loading = getDocument({
      data: bytes.data.slice(0),
      cMapUrl: `/assets/pdf/${version}/`,
      cMapPacked: true,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
    });
    loading.promise.then(setShown, () => setUnreadable(true));
    return () => void loading.destroy();
  }, [bytes.data]);

  if (bytes.isError) return <ErrorNote error={bytes.error} onRetry={() => void bytes.refetch()} />;
  if (unreadable)
    return (
      <p className={css.note} role="alert">
        {t('ticket.attachment.unreadable')}
      </p>
    );
  if (!shown) return <Skeleton rows={4} look="lines" />;
  return (
    <div className={css.pages}>
      {Array.from({ length: Math.min(shown.numPages, MOST_PAGES) }, (_, index) => (
        <PdfPage key={index} document={shown} number={index + 1} />
      ))}
      {shown.numPages > MOST_PAGES && (
        <p className={css.note}>{t('ticket.attachment.morePages', { count: shown.numPages - MOST_PAGES })}</p>
      )}
    </div>
  );
}

function PdfPage({ document, number }: { document: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    let gone = false;
    let stop = (): void => undefined;
    void (async () => {
      const page = await document.getPage(number);
      const target = canvas.current;
      if (gone || !target) return;
      const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
      Object.assign(target, { width: viewport.width, height: viewport.height });
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
      const { items } = await page.getTextContent();
      if (!gone)
        setText(
          items
            .map((item) => ('str' in item ? item.str : ''))
            .join(' ')
            .slice(0, 20_000),
        );
    })().catch(() => undefined); // Closed meanwhile, or a page that is broken: it stays white, the download has it.
    return () => {
      gone = true;
      stop();
    };
  }, [document, number]);
  // Read aloud by what stands on the page.
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('pair', { name: t('ticket.attachment.page', { number }), value: text })}
      data-testid="pdf-page"
    />
  );
}
