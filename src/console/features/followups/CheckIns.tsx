import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { Followup } from '../../../contract/desk.js';
import { useCancelFollowup, useFollowups } from '../../api/followups.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Filter } from '../../components/Filter.js';
import { Skeleton } from '../../components/Skeleton.js';
import { say } from '../../components/toasts.js';
import { en } from '../../i18n/en/index.js';
import { errorText } from '../../i18n/errorText.js';
import { clockThere } from '../../i18n/clockThere.js';
import { useFormat } from '../../i18n/format.js';
import { nameText, ruleText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import css from './Followups.module.css';

const STATES = ['planned', 'sent', 'cancelled', 'failed', 'all'] as const;
type State = (typeof STATES)[number];

/** What is planned, what went out, and what called itself off and why. */
export function CheckIns() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('planned');
  const followups = useFollowups(state);
  return (
    <section className={css.section}>
      <h2>
        {t('followups.planned')}
        <Filter
          label={t('followups.planned')}
          value={state}
          onPick={setState}
          options={STATES.map((id) => ({ id, label: t(`followups.state.${id}`) }))}
        />
      </h2>
      {followups.isPending && <Skeleton rows={3} />}
      {followups.isError && followups.items.length === 0 && <ErrorNote error={followups.error} onRetry={() => void followups.refetch()} />}
      {followups.isSuccess && followups.items.length === 0 && (
        <EmptyState icon={<CalendarClock size={20} />} title={t('followups.empty')} text={t('followups.emptyText')} />
      )}
      <ul>
        {followups.items.map((followup) => (
          <CheckIn key={followup.id} followup={followup} />
        ))}
      </ul>
      {followups.hasNextPage && (
        <Button isDisabled={followups.isFetchingNextPage} onPress={() => void followups.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      )}
    </section>
  );
}

function CheckIn({ followup }: { followup: Followup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const cancel = useCancelFollowup();
  const { state, dueAt, endedAt, reason, timeZone } = followup;
  const at = state === 'planned' ? dueAt : (endedAt ?? dueAt);
  const there = timeZone && clockThere(t, format, timeZone, Date.parse(dueAt));
  // Told where it is another hour: what is due in the night here may be due at noon there.
  const isElsewhere = !timeZone || format.clockIn(timeZone, Date.parse(dueAt)) !== format.clock(dueAt);
  const when = `${format.day(at, now)} ${format.clock(at)}`;
  return (
    <li className={css.checkIn} data-testid={testIds.followup} data-state={state}>
      <p className={css.who}>
        <strong dir="auto">{nameText(t, followup.customerName)}</strong>
        <Link to="/tickets/$ticketId" params={{ ticketId: followup.ticketId }}>
          #{followup.ticketNumber}
        </Link>
        <span>{ruleText(t, followup.ruleName)}</span>
      </p>
      <p className={css.text} dir="auto">
        {followup.text}
      </p>
      <p className={css.facts} title={format.full(at)}>
        <span data-state={state}>
          {state === 'planned'
            ? t('followups.due', { when })
            : state === 'sent'
              ? t('followups.sentAt', { when })
              : t('followups.endedAt', { when })}
        </span>
        {state === 'planned' && isElsewhere && <span data-testid="due-there">{there || t('person.zoneNone')}</span>}
        {reason && state !== 'sent' && <span>{reasonText(t, reason)}</span>}
      </p>
      {state === 'planned' && (
        <Button
          size="small"
          look="quiet"
          testId={testIds.followupCancel}
          isDisabled={cancel.isPending}
          onPress={() =>
            follow(cancel.mutateAsync(followup.id), {
              onSuccess: () => say(t('followups.cancelled')),
              onError: (error) => say(errorText(t, error), { tone: 'alarm' }),
            })
          }
        >
          {t('followups.cancel')}
        </Button>
      )}
    </li>
  );
}

function reasonText(t: TFunction, reason: string): string {
  const known = en.followups.reason;
  return reason in known && reason !== 'other'
    ? t(`followups.reason.${reason as Exclude<keyof typeof known, 'other'>}`)
    : t('followups.reason.other', { reason: reason.replaceAll('_', ' ') });
}
