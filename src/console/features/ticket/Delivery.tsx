import { Link } from '@tanstack/react-router';
import { Check, CheckCheck, CircleAlert, CircleSlash, Clock3, Archive } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { deliveryReason } from '../../i18n/deliveryReason.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './Delivery.module.css';
import { useWords } from '../../i18n/useWords.js';

type State = NonNullable<Message['delivery']>['state'];
const ICONS: Record<State, typeof Check> = {
  queued: Clock3,
  sending: Clock3,
  kept: Archive,
  accepted: Check,
  delivered: CheckCheck,
  failed: CircleAlert,
  uncertain: CircleAlert,
  cancelled: CircleSlash,
};

/** What became of our words. `leads`: to the outbox, which tells why they are kept there. */
export function Delivery({
  delivery: { state, reason, at },
  leads = false,
  children,
}: {
  delivery: Pick<NonNullable<Message['delivery']>, 'state' | 'reason' | 'at'>;
  leads?: boolean;
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const format = useFormat();
  const Icon = ICONS[state];
  return (
    <p
      className={css.delivery}
      data-state={state}
      data-testid={testIds.delivery}
      title={state === 'kept' ? t('delivery.keptWhy') : format.full(at)}
    >
      <Icon size={13} aria-hidden />
      {leads && state === 'kept' ? (
        <Link to="/outbox" title={t('delivery.keptWhy')} aria-label={t('pair', { name: t('delivery.kept'), value: t('delivery.keptWhy') })}>
          {t('delivery.kept')}
        </Link>
      ) : (
        t(`delivery.${state}`)
      )}
      {reason && (
        <span className={css.reason} title={reason}>
          {deliveryReason(t, language, reason)}
        </span>
      )}
      {children}
    </p>
  );
}
