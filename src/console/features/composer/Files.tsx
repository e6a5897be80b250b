import { CircleAlert, File as FileIcon, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './ComposerParts.module.css';
import type { DraftFile } from './draft.js';
import { removeFile } from './draftFiles.js';

/** The files of a reply: on their way, there, or not uploaded. */
export function Files({ ticketId, files }: { ticketId: string; files: readonly DraftFile[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t('work.composer.attached')}>
      {files.map(({ key, name, size, id, progress }) => (
        <li
          key={key}
          className={css.file}
          data-testid={testIds.file}
          data-state={progress !== null ? 'uploading' : id ? 'ready' : 'failed'}
        >
          {progress === null && id === null ? <CircleAlert size={14} aria-hidden /> : <FileIcon size={14} aria-hidden />}
          <span className={css.fileName} dir="auto">
            {name}
          </span>
          <span className={css.quiet}>
            {progress !== null ? format.percent(progress) : id ? format.bytes(size) : t('work.composer.uploadFailed')}
          </span>
          <button type="button" aria-label={t('work.composer.removeFile', { name })} onClick={() => removeFile(ticketId, key)}>
            <X size={13} aria-hidden />
          </button>
          {progress !== null && <i className={css.progress} style={{ width: `${progress * 100}%` }} aria-hidden />}
        </li>
      ))}
    </ul>
  );
}
