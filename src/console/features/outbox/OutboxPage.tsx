import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Send } from 'lucide-react';
import { useOutbox } from '../../api/desk.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Filter } from '../../components/Filter.js';
import { Page } from '../../components/Page.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useRowKeys } from '../../keys/useRowKeys.js';
import { OutboxRow } from './OutboxRow.js';

const STATES = ['all', 'kept', 'queued', 'accepted', 'delivered', 'failed', 'uncertain'] as const;
type State = (typeof STATES)[number];

export function OutboxPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('all');
  const outbox = useOutbox(state);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <Page
      title={t('outbox.title')}
      lead={t('outbox.lead')}
      tools={
        <Filter
          label={t('outbox.filter')}
          value={state}
          onPick={setState}
          options={STATES.map((id) => ({ id, label: t(`outbox.state.${id}`) }))}
        />
      }
    >
      {outbox.isPending && <Skeleton rows={5} />}
      {outbox.isError && outbox.items.length === 0 && <ErrorNote error={outbox.error} onRetry={() => void outbox.refetch()} />}
      {outbox.isSuccess &&
        outbox.items.length === 0 &&
        (state === 'all' ? (
          <EmptyState icon={<Send size={20} />} title={t('outbox.empty')} text={t('outbox.emptyText')} />
        ) : (
          <EmptyState title={t('outbox.emptyState')} />
        ))}
      <ul ref={list}>
        {outbox.items.map((item) => (
          <OutboxRow key={item.id} item={item} />
        ))}
      </ul>
      {outbox.hasNextPage && (
        <Button isDisabled={outbox.isFetchingNextPage} onPress={() => void outbox.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      )}
    </Page>
  );
}
