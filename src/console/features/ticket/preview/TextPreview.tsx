import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../../components/ErrorNote.js';
import { Skeleton } from '../../../components/Skeleton.js';
import css from './Preview.module.css';
import { decodeText } from './decodeText.js';
import { useBytes } from './useBytes.js';

const SHOWN = 200_000;

/** A file's words, whatever it calls itself: HTML too is shown as the text that it is. */
export function TextPreview({ url }: { url: string }) {
  const { t } = useTranslation();
  const bytes = useBytes(url);
  const text = useMemo(() => (bytes.data ? decodeText(bytes.data) : ''), [bytes.data]);
  if (bytes.isPending) return <Skeleton rows={4} look="lines" />;
  if (bytes.isError) return <ErrorNote error={bytes.error} onRetry={() => void bytes.refetch()} />;
  return (
    <>
      <pre className={css.text} dir="auto">
        {text.slice(0, SHOWN)}
      </pre>
      {text.length > SHOWN && <p className={css.note}>{t('work.message.tooLong')}</p>}
    </>
  );
}
