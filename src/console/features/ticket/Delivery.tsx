import { Link } from '@tanstack/react-router';
import { Check, CheckCheck, CircleAlert, CircleSlash, Clock3, Archive } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { deliveryReason } from '../../i18n/deliveryReason.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
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

/** What comes nearer than this goes out at once, as far as anybody sees: so do the moments in which a reply can be taken back. */
const AT_ONCE_MS = 60_000;

/** What became of our words, or when they go out. `leads`: to the outbox, which tells why they are kept there. */
export function Delivery({
  delivery: { state, reason, at, nextAt, attempts },
  leads = false,
  children,
}: {
  delivery: Pick<NonNullable<Message['delivery']>, 'state' | 'reason' | 'at' | 'nextAt' | 'attempts'>;
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
      ) : state === 'queued' && nextAt && attempts === 0 ? (
        <GoesOut at={nextAt} />
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

/** Words that have never been tried and whose time was chosen. One that failed is tried again when the server finds it fit: its reason is told instead. */
function GoesOut({ at }: { at: string }) {
  const { t } = useWords();
  const format = useFormat();
  const now = useNow();
  if (Date.parse(at) - now < AT_ONCE_MS) return t('delivery.queued');
  return (
    <time dateTime={at} title={format.full(at)}>
      {t('delivery.goesOut', { day: format.dayAhead(at, now), time: format.clock(at) })}
    </time>
  );
}
