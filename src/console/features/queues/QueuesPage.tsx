import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { useQueues } from '../../api/desk.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Page } from '../../components/Page.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import { Headline } from './Headline.js';
import { LongestWaits } from './LongestWaits.js';
import { Placing } from './Placing.js';
import { ChannelWaits, MachineRoom, People } from './QueueParts.js';
import css from './Queues.module.css';

/** Who waits, how long, and what could be done about it: live. */
export function QueuesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { agent } = useMe();
  const queues = useQueues();
  if (agent.role === 'agent')
    return (
      <Page title={t('queues.title')}>
        <EmptyState title={t('queues.notAllowed')} />
      </Page>
    );
  const { data } = queues;
  return (
    <Page
      title={t('queues.title')}
      lead={data && t('queues.promise', { span: format.span(data.firstReply.targetMinutes * 60_000) })}
      tools={data && <span className={css.asOf}>{t('queues.asOf', { time: format.clock(data.at) })}</span>}
      testId={testIds.queues}
      wide
    >
      {!data && queues.isPending && <Skeleton rows={5} />}
      {!data && queues.isError && <ErrorNote error={queues.error} onRetry={() => void queues.refetch()} />}
      {data && (
        <div className={css.board}>
          <Headline health={data} />
          <LongestWaits health={data} />
          <div className={css.side}>
            <ChannelWaits health={data} />
            <People health={data} />
            <MachineRoom health={data} />
          </div>
          <Placing />
        </div>
      )}
    </Page>
  );
}
