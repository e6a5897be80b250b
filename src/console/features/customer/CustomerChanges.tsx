import { useTranslation } from 'react-i18next';
import type { CustomerChange } from '../../../contract/customerChanges.js';
import { useCustomerChanges } from '../../api/customerWork.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import css from './CustomerPanel.module.css';
import { useWhoIsWhoActions } from './useWhoIsWhoActions.js';

/** Merges, links and unlinks of a customer, newest first; each can be taken back, also long after. */
export function CustomerChanges({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const changes = useCustomerChanges(customerId);
  const { undo, undoing } = useWhoIsWhoActions();
  if (!changes.data?.length) return null;
  const words = ({ kind, from, to }: CustomerChange): string =>
    from.id === to.id && kind !== 'undo' ? t('person.change.added') : t(`person.change.${kind}`, { from: from.name, to: to.name });
  return (
    <section className={css.section}>
      <h3>{t('person.change.title')}</h3>
      <ul>
        {changes.data.map((change) => (
          <li
            key={change.id}
            className={css.change}
            data-undone={change.undone || undefined}
            data-testid="customer-change"
            data-kind={change.kind}
          >
            <p dir="auto">
              <span>{words(change)}</span>
              <small>
                {change.by && `${t('person.change.by', { name: change.by })} · `}
                <time dateTime={change.at} title={format.full(change.at)}>
                  {format.day(change.at, now)} {format.clock(change.at)}
                </time>
                {change.reason && ` · ${change.reason}`}
              </small>
            </p>
            {change.undone ? (
              <small>{t('person.change.undone')}</small>
            ) : (
              !(change.kind === 'undo' && change.from.id === change.to.id) && (
                <button type="button" disabled={undoing} onClick={() => undo(change.id)} data-testid="customer-change-undo">
                  {t('action.undo')}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
