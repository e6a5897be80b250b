import { FileInput } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIntake } from '../../api/desk.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Filter } from '../../components/Filter.js';
import { Page } from '../../components/Page.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useRowKeys } from '../../keys/useRowKeys.js';
import { IntakeItem } from './IntakeItem.js';
import { RetryAll } from './RetryAll.js';

const STATES = ['quarantined', 'pending', 'ignored', 'done', 'all'] as const;
type State = (typeof STATES)[number];

export function IntakePage() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('quarantined');
  const intake = useIntake(state);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <Page
      title={t('intake.title')}
      lead={t('intake.lead')}
      tools={
        <Filter
          label={t('intake.filter')}
          value={state}
          onPick={setState}
          options={STATES.map((id) => ({ id, label: t(`intake.state.${id}`) }))}
        />
      }
    >
      {state === 'quarantined' && <RetryAll />}
      {intake.isPending && <Skeleton rows={5} />}
      {intake.isError && intake.items.length === 0 && <ErrorNote error={intake.error} onRetry={() => void intake.refetch()} />}
      {intake.isSuccess && intake.items.length === 0 && (
        <EmptyState icon={<FileInput size={20} />} title={t(`intake.empty.${state}`)} text={t(`intake.emptyText.${state}`)} />
      )}
      <ul ref={list}>
        {intake.items.map((row) => (
          <IntakeItem key={row.id} row={row} />
        ))}
      </ul>
      {intake.hasNextPage && (
        <Button isDisabled={intake.isFetchingNextPage} onPress={() => void intake.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      )}
    </Page>
  );
}
