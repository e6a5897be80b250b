import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { Dialog } from '../../components/Dialog.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { testIds } from '../../testids.js';
import css from './Original.module.css';

const SHOWN = 200_000;

/** The untouched bytes of a message as text. They are only ever text here: nothing in them is carried out. */
export function Original({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const url = `/api/v1/intake/${messageId}/raw`;
  const raw = useQuery({
    queryKey: ['original', messageId],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await fetch(url, { credentials: 'same-origin', signal });
      if (!answer.ok) throw new ApiError(answer.status === 404 ? 'not_found' : 'unavailable', answer.status, answer.statusText);
      return answer.text();
    },
  });
  return (
    <Dialog
      title={t('work.message.originalTitle')}
      lead={t('work.message.originalLead')}
      open
      onClose={onClose}
      width={860}
      testId={testIds.original}
    >
      {raw.isPending && <Skeleton rows={4} look="lines" />}
      {raw.isError && <ErrorNote error={raw.error} onRetry={() => void raw.refetch()} />}
      {raw.data !== undefined && (
        <>
          <p className={css.bar}>
            <a href={url} download>
              <Download size={14} aria-hidden />
              {t('work.message.download')}
            </a>
            {raw.data.length > SHOWN && <span>{t('work.message.tooLong')}</span>}
          </p>
          <pre className={css.raw} tabIndex={0}>
            {raw.data.slice(0, SHOWN)}
          </pre>
        </>
      )}
    </Dialog>
  );
}
