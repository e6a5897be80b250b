import { useTranslation } from 'react-i18next';
import type { QueueHealth } from '../../../contract/desk.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import css from './Queues.module.css';

/** The three answers a supervisor comes for. What does not exist is said in words, not as a zero. */
export function Headline({ health: { waiting, oldestWaitSince, firstReply, unassigned } }: { health: QueueHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (waiting === 0) {
    return (
      <p className={css.calm} data-testid={testIds.queueWaiting} data-count={0}>
        {t('queues.waitingNone')}
        <span>{t('queues.onTime')}</span>
      </p>
    );
  }
  return (
    <dl className={css.headline} data-testid={testIds.queueWaiting} data-count={waiting}>
      <Figure value={format.number(waiting)} label={t('queues.waiting')} />
      {oldestWaitSince && <Figure value={format.span(now - Date.parse(oldestWaitSince))} label={t('queues.oldest')} />}
      {firstReply.breached > 0 && <Figure value={format.number(firstReply.breached)} label={t('queues.late')} tone="alarm" />}
      {firstReply.dueSoon > 0 && <Figure value={format.number(firstReply.dueSoon)} label={t('queues.dueSoon')} tone="wait" />}
      {unassigned > 0 && <Figure value={format.number(unassigned)} label={t('queues.unassigned')} />}
      {firstReply.breached === 0 && <Figure label={t('queues.onTime')} />}
    </dl>
  );
}

function Figure({ value, label, tone }: { value?: string; label: string; tone?: 'alarm' | 'wait' }) {
  return (
    <div className={css.figure} data-tone={tone} data-words={value === undefined || undefined}>
      <dt>{label}</dt>
      {value !== undefined && <dd data-figures>{value}</dd>}
    </div>
  );
}
