import { CircleAlert, File, FileText, Image, LoaderCircle, Music } from 'lucide-react';
import type { Attachment } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './Attachments.module.css';
import { useWords } from '../../i18n/useWords.js';

/** @param shown the HTML that shows some of them in its text: those are not listed again. */
export function Attachments({ attachments, shown }: { attachments: readonly Attachment[]; shown: string }) {
  const { t } = useWords();
  const listed = attachments.filter((attachment) => !attachment.inline || !attachment.contentId || !shown.includes(`cid:${attachment.contentId}`));
  if (listed.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t('ticket.attachment.label')}>
      {listed.map((attachment) => <li key={attachment.index}><One attachment={attachment} /></li>)}
    </ul>
  );
}

function One({ attachment }: { attachment: Attachment }) {
  const { t } = useWords();
  const format = useFormat();
  const { filename, contentType, state, url, size } = attachment;
  const inside = (
    <>
      <Icon attachment={attachment} />
      <span className={css.name} dir="auto">{filename}</span>
      <span className={css.size}>{state === 'stored' ? format.bytes(size) : t(`ticket.attachment.${state}`)}</span>
    </>
  );
  if (!url) return <span className={css.file} data-state={state} data-testid={testIds.attachment}>{inside}</span>;
  if (contentType.startsWith('audio/')) {
    return <figure className={css.sound} data-testid={testIds.attachment}><figcaption className={css.file}>{inside}</figcaption><audio controls preload="none" src={url} /></figure>;
  }
  return (
    <a className={css.file} href={url} target="_blank" rel="noopener" aria-label={t('ticket.attachment.open', { name: filename })} data-testid={testIds.attachment}>
      {contentType.startsWith('image/') && contentType !== 'image/svg+xml' && <img className={css.picture} src={url} alt="" loading="lazy" />}
      {inside}
    </a>
  );
}

function Icon({ attachment: { contentType, state } }: { attachment: Attachment }) {
  const Shape = state === 'failed' ? CircleAlert : state === 'pending' ? LoaderCircle : contentType.startsWith('image/') ? Image : contentType.startsWith('audio/') ? Music : contentType.includes('pdf') || contentType.startsWith('text/') ? FileText : File;
  return <Shape size={15} aria-hidden />;
}
