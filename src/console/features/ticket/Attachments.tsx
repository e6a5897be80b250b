import { CircleAlert, File, FileText, Image, LoaderCircle, Music } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '../../../contract/tickets.js';
import { Called } from '../../components/Called.js';
import { lazily } from '../../components/lazily.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './Attachments.module.css';
import { useWords } from '../../i18n/useWords.js';
import { type Previewed, fileType, previewKind } from './preview/kinds.js';

const Preview = lazily(() => import('./preview/Preview.js').then((module) => module.Preview));

/** @param shown the HTML that shows some of them in its text: those are not listed again. */
export function Attachments({ attachments, shown }: { attachments: readonly Attachment[]; shown: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const listed = attachments.filter(
    (attachment) => !attachment.inline || !attachment.contentId || !shown.includes(`cid:${attachment.contentId}`),
  );
  if (listed.length === 0) return null;
  const previews = listed.filter((attachment): attachment is Previewed => previewKind(attachment) !== null);
  return (
    <>
      <ul className={css.list} aria-label={t('ticket.attachment.label')}>
        {listed.map((attachment) => (
          <li key={attachment.index}>
            <One attachment={attachment} onOpen={() => setOpen(previews.findIndex(({ index }) => index === attachment.index))} />
          </li>
        ))}
      </ul>
      {open !== null && (
        <Called onGone={() => setOpen(null)}>
          <Preview files={previews} start={open} onClose={() => setOpen(null)} />
        </Called>
      )}
    </>
  );
}

function One({ attachment, onOpen }: { attachment: Attachment; onOpen: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const [broken, setBroken] = useState(false);
  const { filename, contentType, state, url, size } = attachment;
  const kind = previewKind(attachment);
  const inside = (
    <>
      <Icon attachment={attachment} />
      <span className={css.name} dir="auto">
        {filename}
      </span>
      <span className={css.size}>
        {state === 'stored' ? `${fileType(attachment)} · ${format.bytes(size)}` : t(`ticket.attachment.${state}`)}
      </span>
    </>
  );
  if (!url)
    return (
      <span className={css.file} data-state={state} data-testid={testIds.attachment}>
        {inside}
      </span>
    );
  if (contentType.startsWith('audio/')) {
    return (
      <figure className={css.sound} data-testid={testIds.attachment}>
        <figcaption className={css.file}>{inside}</figcaption>
        <audio controls preload="none" src={url} />
      </figure>
    );
  }
  if (!kind || broken)
    return (
      <a
        className={css.file}
        href={url}
        download={filename}
        aria-label={t('ticket.attachment.fetch', { name: filename })}
        data-testid={testIds.attachment}
      >
        {inside}
      </a>
    );
  return (
    <button
      type="button"
      className={css.file}
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-label={t('ticket.attachment.open', { name: filename })}
      data-kind={kind}
      data-testid={testIds.attachment}
    >
      {kind === 'picture' && <img className={css.picture} src={url} alt="" loading="lazy" onError={() => setBroken(true)} />}
      {inside}
    </button>
  );
}

function Icon({ attachment: { contentType, state } }: { attachment: Attachment }) {
  const Shape =
    state === 'failed'
      ? CircleAlert
      : state === 'pending'
        ? LoaderCircle
        : contentType.startsWith('image/')
          ? Image
          : contentType.startsWith('audio/')
            ? Music
            : contentType.includes('pdf') || contentType.startsWith('text/')
              ? FileText
              : File;
  return <Shape size={15} aria-hidden />;
}
