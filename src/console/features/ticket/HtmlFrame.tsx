import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePictures } from '../../api/pictures.js';
import type { Attachment } from '../../../contract/tickets.js';
import { testIds } from '../../testids.js';
import css from './MessageBody.module.css';
import { cleanHtml } from './cleanHtml.js';

const MAX_HEIGHT = 4000;

/**
 * A customer's mail as it was designed: cleaned again in this browser, in a frame without scripts and with its own CSP.
 * `allow-same-origin` without `allow-scripts` runs nothing; it lets us measure the height.
 */
export function HtmlFrame({
  messageId,
  html,
  attachments,
  title,
}: {
  messageId: string;
  html: string;
  attachments: Attachment[];
  title: string;
}) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const pictures = usePictures(messageId);
  const [height, setHeight] = useState(80);
  const cleaned = useMemo(() => cleanHtml(html, attachments, pictures.shown), [html, attachments, pictures.shown]);

  const onLoad = useCallback(() => {
    const page = frame.current?.contentDocument?.documentElement;
    if (!page) return;
    const measure = (): void => setHeight(Math.min(MAX_HEIGHT, page.scrollHeight));
    measure();
    for (const picture of page.querySelectorAll('img')) picture.addEventListener('load', measure, { once: true });
  }, []);

  return (
    <div className={css.html}>
      {cleaned.remoteImages > 0 && !pictures.asked && (
        <p className={css.images}>
          {t('ticket.message.images')}
          <button type="button" onClick={pictures.ask}>
            {t('ticket.message.showImages')}
          </button>
        </p>
      )}
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={cleaned.page}
        style={{ height }}
        onLoad={onLoad}
        data-testid={testIds.htmlFrame}
      />
    </div>
  );
}
