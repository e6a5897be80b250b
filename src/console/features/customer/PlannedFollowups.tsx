import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import { useCancelFollowup, useTicketFollowups } from '../../api/followups.js';
import { Button } from '../../components/Button.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { ruleText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import css from './CustomerPanel.module.css';

/** Check-ins that will go out for this ticket unless the customer writes first. */
export function PlannedFollowups({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const followups = useTicketFollowups(ticketId);
  const cancel = useCancelFollowup();
  const planned = followups.data?.filter((followup) => followup.state === 'planned') ?? [];
  if (planned.length === 0) return null;
  return (
    <section className={css.section}>
      <h3>{t('customer.followups')}</h3>
      <ul>
        {planned.map((followup) => (
          <li key={followup.id} className={css.followup} data-testid={testIds.followup} data-state={followup.state}>
            <p className={css.muted} title={format.full(followup.dueAt)}>
              {ruleText(t, followup.ruleName)} · {t('time.before', { span: format.span(Date.parse(followup.dueAt) - now) })}
            </p>
            <Button
              size="small"
              look="quiet"
              testId={testIds.followupCancel}
              isDisabled={cancel.isPending}
              onPress={() =>
                follow(cancel.mutateAsync(followup.id), {
                  onSuccess: () => say(t('ticket.done.followupCancelled')),
                  onError: (error) => say(errorText(t, error), { tone: 'alarm' }),
                })
              }
            >
              {t('customer.cancelFollowup')}
            </Button>
            <p dir="auto">{followup.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
